"""A tag that still says arXiv, in the tag's own style, and what may stand in it."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.auditing.upgrades import restyled, upgrades
from pipeline.auditing.venue_names import name_in_tags
from pipeline.models import Entry, Links, Match, Paper, Provenance, Version
from tests.auditing.samples import entry

LEAD = Version(kind="conference", venue="COLM", year=2024, links=Links(landing="https://example.org/harbor"))


def paper(lead: Version | None = LEAD) -> Paper:
    said = {"venue": Provenance(source="semantic_scholar", as_of=date(2026, 11, 1))}
    versions = (lead,) if lead else ()
    return Paper(
        id="harbor",
        status="matched",
        title="T",
        listed=(),
        versions=versions,
        match=Match(verdict="exact"),
        provenance=said,
    )


def better(tag: str, lead: Version | None = LEAD, venue: str = "arXiv", others: tuple[Entry, ...] = ()) -> list[str]:
    entries = [entry(tag=tag, venue=venue), *others]
    return [one.better for one in upgrades(entries, {"harbor": paper(lead)})]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("Arxiv '23", "COLM '24"),
        ("Arxiv ‘23", "COLM ‘24"),
        ("arxiv'23", "COLM'24"),
        ("arXiv 2023", "COLM 2024"),
        ("arXiv, 2023", "COLM, 2024"),
        ("2023 arXiv", "2024 COLM"),
        ("arXiv:2023", "COLM:2024"),
        ("arXiv23", "COLM24"),
        ("arXiv", "COLM"),
        ("CoRR 2023", "COLM 2024"),
        ("arXiv 2310.03294", None),
        ("arXiv 2023.10", None),
        ("arXiv 2023, best paper", None),
        ("submitted to arXiv", None),
    ],
)
def test_the_tags_own_style_is_kept(tag: str, expected: str | None) -> None:
    assert restyled(tag, "COLM", 2024) == expected


def test_a_paper_that_has_appeared_gets_a_suggestion_with_its_evidence() -> None:
    (one,) = upgrades([entry(tag="Arxiv '23", venue="Arxiv")], {"harbor": paper()})
    assert (one.listed, one.better) == ("Arxiv '23", "COLM '24")
    assert one.evidence == (
        "conference paper at COLM 2024, says Semantic Scholar since 2026-11-01: https://example.org/harbor"
    )


@pytest.mark.parametrize(
    "lead",
    [
        None,
        Version(kind="preprint", venue="arXiv", year=2023),
        Version(kind="other", venue="Nowhere", year=2024),
        Version(kind="conference", venue="COLM"),
        Version(kind="conference", year=2024),
        Version(kind="conference", venue="](javascript:alert(1))", year=2024),
        Version(kind="conference", venue="Symposium [x]\n# Heading", year=2024),
    ],
)
def test_nothing_is_suggested_without_a_venue_and_a_year_that_may_stand_there(lead: Version | None) -> None:
    assert better("Arxiv '23", lead) == []


def test_a_tag_of_a_venue_and_an_entry_without_one_stay() -> None:
    assert better("OSDI '23", venue="OSDI") == []
    assert upgrades([entry()], {"harbor": paper()}) == []
    assert upgrades([entry(tag="arXiv", venue="arXiv")], {}) == []


@pytest.mark.parametrize(
    ("venue", "name"),
    [
        ("Neural Information Processing Systems", "NeurIPS"),
        ("USENIX Symposium on Operating Systems Design and Implementation", "OSDI"),
        ("CVPR 2024", "CVPR"),
        ("The Twelfth International Conference on Learning Representations, ICLR 2024, Vienna, Austria", "ICLR"),
        ("Proceedings of the 2020 Conference on Empirical Methods in Natural Language Processing (EMNLP)", "EMNLP"),
        ("Asian Conference on Everything (ACE)", "ACE"),
        ("Interspeech 2021, 22nd Annual Conference", "Interspeech"),
        ("Trans. Mach. Learn. Res.", "TMLR"),
        ("Some Symposium", "Some Symposium"),
        ("CVPR Workshops", "CVPR Workshops"),
    ],
)
def test_a_venue_gets_the_short_name_that_people_use(venue: str, name: str) -> None:
    assert name_in_tags(venue, []) == name


@pytest.mark.parametrize(
    "venue",
    [
        "International Conference on Machine Learning and Applications",
        "Pacific-Asia Conference on Knowledge Discovery and Data Mining",
        "International Conference on Software Engineering Education",
    ],
)
def test_a_longer_name_is_another_venue(venue: str) -> None:
    assert name_in_tags(venue, []) not in {"ICML", "KDD", "ICSE"}


def test_the_lists_own_spelling_comes_first() -> None:
    osdi = "USENIX Symposium on Operating Systems Design and Implementation"
    assert name_in_tags(osdi, ["osdi", "OSDI", "osdi", "arXiv"]) == "osdi"
    assert name_in_tags("NeurIPS Workshop on Systems", ["NeurIPS"]) == "NeurIPS Workshop on Systems"
