"""Every version of a work, each with its own venue, year and identifiers, and none with another's."""

from __future__ import annotations

import json
from datetime import date
from itertools import combinations, permutations

import pytest

from pipeline.emit.catalogue_json import parse_catalogue, render_catalogue
from pipeline.merging.appearances import appearances
from pipeline.models import Ids, Links, Paper, Record, Sourced, Version
from tests.merging.samples import (
    LATER,
    OSDI,
    TITLE,
    catalogue_of,
    entry,
    from_snapshot,
    paper_of,
    preprint,
    published,
    told,
)

JOURNAL = "ACM Transactions on Computer Systems"
WORKSHOP = "Workshop on Hot Topics in Operating Systems"
IN_JOURNAL = from_snapshot(venue=JOURNAL, year=2025, ids=Ids(doi="10.5555/99.9", corpus_id="7"))
AT_WORKSHOP = from_snapshot(venue=WORKSHOP, year=2021, ids=Ids(corpus_id="7"))
ALL = (preprint(version=3), published(), IN_JOURNAL, AT_WORKSHOP)


def versions_of(*records: Record) -> dict[str, Version]:
    """The versions by kind, of which each occurs once."""
    versions = paper_of(*records).versions
    assert len({one.kind for one in versions}) == len(versions)
    return {one.kind: one for one in versions}


def facts(version: Version) -> tuple[str | None, int | None, date | None, str | None, str | None]:
    return version.venue, version.year, version.published, version.ids.arxiv, version.ids.doi


def test_each_version_has_what_is_its_own() -> None:
    versions = versions_of(*ALL)
    assert list(versions) == ["conference", "journal", "workshop", "preprint"]
    assert facts(versions["conference"]) == (OSDI, 2023, date(2023, 7, 10), None, "10.5555/36.1")
    assert facts(versions["journal"]) == (JOURNAL, 2025, None, None, "10.5555/99.9")
    assert facts(versions["workshop"]) == (WORKSHOP, 2021, None, None, None)
    assert facts(versions["preprint"]) == ("arXiv", 2022, date(2022, 12, 20), "2212.01001", None)
    assert versions["preprint"].version == 3
    assert versions["journal"].links.landing == versions["journal"].links.doi == "https://doi.org/10.5555/99.9"
    assert versions["preprint"].links.pdf == "https://arxiv.org/pdf/2212.01001"


def test_the_order_of_the_records_never_matters() -> None:
    seen = [paper_of(*order).versions for order in permutations(ALL)]
    assert all(one == seen[0] for one in seen)


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_no_venue_meets_the_year_or_the_doi_of_another(size: int) -> None:
    own: dict[str, tuple[set[int | None], set[str | None]]] = {
        OSDI: ({2023, None}, {"10.5555/36.1", None}),
        JOURNAL: ({2025}, {"10.5555/99.9"}),
        WORKSHOP: ({2021}, {None}),
        "arXiv": ({2022, None}, {None}),
    }
    for records in combinations(ALL, size):
        for version in paper_of(*records).versions:
            years, dois = own[version.venue or ""]
            assert version.year in years
            assert version.ids.doi in dois


def test_the_first_version_is_the_one_that_the_paper_describes() -> None:
    for size in (1, 2, 3, 4):
        for records in combinations(ALL, size):
            paper = paper_of(*records)
            lead = paper.versions[0]
            assert (lead.venue, lead.year, lead.published, lead.ids.doi) == (
                paper.venue,
                paper.year,
                paper.published,
                paper.ids.doi,
            )
            assert lead.links.landing in {paper.links.landing, None}


def test_a_preprint_known_by_its_identifier_alone_has_no_date() -> None:
    versions = versions_of(published())
    assert facts(versions["preprint"]) == ("arXiv", None, None, "2212.01001", None)
    assert versions["conference"].ids == Ids(doi="10.5555/36.1", semantic_scholar="a" * 40, corpus_id="7")


def test_a_published_version_without_a_page_does_not_lead_to_the_preprints() -> None:
    versions = versions_of(preprint(), published(ids=Ids(arxiv="2212.01001", semantic_scholar="a" * 40)))
    assert versions["conference"].links.landing == f"https://www.semanticscholar.org/paper/{'a' * 40}"
    assert versions["preprint"].links.landing == "https://arxiv.org/abs/2212.01001"


def test_two_names_of_one_venue_are_one_version() -> None:
    assert [one.kind for one in paper_of(published(), from_snapshot()).versions] == ["conference", "preprint"]


def test_a_workshop_at_a_conference_is_not_the_conference() -> None:
    at_workshop = published(venue="NeurIPS Workshop on Systems", year=2022, published=None, ids=Ids(corpus_id="7"))
    versions = versions_of(at_workshop, from_snapshot(venue="NeurIPS", year=2024, ids=Ids(corpus_id="7")))
    assert (versions["workshop"].year, versions["conference"].year) == (2022, 2024)


def test_a_refused_submission_is_no_version() -> None:
    refused = from_snapshot(venue="ICLR 2023 (Reject)", ids=Ids(arxiv="2212.01001"))
    paper = paper_of(preprint(), refused)
    assert (paper.venue, [one.kind for one in paper.versions]) == ("arXiv", ["preprint"])


def test_a_journals_doi_at_arxiv_does_not_become_the_conferences() -> None:
    claimed = preprint(journal_ref=f"{JOURNAL} 42(1), 2025", ids=Ids(arxiv="2212.01001", doi="10.5555/99.9"))
    paper = paper_of(claimed, published(ids=Ids(arxiv="2212.01001", corpus_id="7")))
    assert (paper.venue, paper.ids.doi) == (OSDI, None)
    assert {one.kind: one.ids.doi for one in paper.versions} == {
        "conference": None,
        "journal": "10.5555/99.9",
        "preprint": None,
    }


def test_a_published_doi_does_not_appear_at_a_preprint_server() -> None:
    paper = paper_of(published(venue="arXiv.org"))
    assert (paper.venue, paper.ids.doi) == (None, "10.5555/36.1")
    assert [(one.kind, one.venue, one.ids.doi) for one in paper.versions] == [
        ("other", None, "10.5555/36.1"),
        ("preprint", "arXiv", None),
    ]


def test_a_withdrawn_preprint_is_marked_for_as_long_as_it_is() -> None:
    first = catalogue_of(told(preprint(comment="This paper has been withdrawn by the authors"), published()))
    silent = catalogue_of(told(published(), silent=["arxiv"], day=LATER), last=first, today=LATER)
    back = catalogue_of(told(preprint(comment="12 pages"), published(), day=LATER), last=silent, today=LATER)
    marks = [[one.withdrawn for one in catalogue.papers[0].versions] for catalogue in (first, silent, back)]
    assert marks == [[False, True], [False, True], [False, False]]


# ---- never worse than yesterday -----------------------------------------------------------------------------------

YESTERDAY = catalogue_of(told(*ALL))


def a_week_later(*records: Record, silent: tuple[str, ...] = ()) -> Paper:
    one = told(*records, silent=silent, day=LATER, verdict="exact" if records else "unchecked")
    return catalogue_of(one, last=YESTERDAY, today=LATER).papers[0]


@pytest.mark.parametrize(
    ("records", "silent"),
    [
        (ALL[1:], ("arxiv",)),
        ((ALL[0], *ALL[2:]), ("semantic_scholar",)),
        (ALL[:2], ("snapshot",)),
        (ALL[2:], ("arxiv", "semantic_scholar")),
        ((), ("arxiv", "semantic_scholar")),
        ((), ()),
    ],
)
def test_what_nobody_can_tell_today_stays(records: tuple[Record, ...], silent: tuple[str, ...]) -> None:
    assert a_week_later(*records, silent=silent).versions == YESTERDAY.papers[0].versions


def test_a_version_that_nobody_tells_of_though_all_answer_goes() -> None:
    assert {one.kind for one in a_week_later(*ALL[:3]).versions} == {"conference", "journal", "preprint"}


def test_a_preprint_stays_while_others_bear_its_identifier() -> None:
    assert a_week_later(*ALL[1:]).versions == YESTERDAY.papers[0].versions


def test_the_preprint_leads_until_the_paper_is_published() -> None:
    first = catalogue_of(told(preprint()))
    assert [one.kind for one in first.papers[0].versions] == ["preprint"]
    (paper,) = catalogue_of(told(preprint(), published(), day=LATER), last=first, today=LATER).papers
    assert [one.kind for one in paper.versions] == ["conference", "preprint"]


def test_another_paper_takes_no_version_along() -> None:
    other = Record(source="semantic_scholar", title="Quarry", venue="SOSP", ids=Ids(corpus_id="8"))
    one = told(other, day=LATER, verdict="pinned")
    (paper,) = catalogue_of(one, last=YESTERDAY, today=LATER).papers
    assert [one.venue for one in paper.versions] == ["SOSP"]


def test_a_version_that_stays_has_its_links_written_as_the_leading_ones_are() -> None:
    plain, escaped = (f"https://doi.org/10.1002/(sici)1{one}1:aid;2-x" for one in ("<>", "%3C%3E"))
    kept = Version(
        kind="journal",
        venue=JOURNAL,
        year=2025,
        ids=Ids(doi="10.1002/(sici)1<>1:aid;2-x"),
        links=Links(doi=plain, landing=plain, pdf="https://a.org/<x>.pdf"),
    )
    records = [Sourced(published(), date(2026, 3, 1))]
    lead, journal, _preprint = appearances(paper_of(published()), records, (kept,), ("semantic_scholar",))
    assert journal.links == Links(doi=escaped, landing=escaped, pdf="https://a.org/<x>.pdf")
    assert lead.links.doi == "https://doi.org/10.5555/36.1"


def test_an_entry_without_a_paper_has_no_version() -> None:
    (paper,) = catalogue_of(told(verdict="not_found")).papers
    assert paper.versions == ()


# ---- the catalogue's schema ---------------------------------------------------------------------------------------


def test_a_catalogue_from_before_there_were_versions_is_read_and_completed() -> None:
    before = json.loads(render_catalogue(YESTERDAY)) | {"schema_version": "1.0.0"}
    for paper in before["papers"]:
        del paper["versions"]
    old = parse_catalogue(json.dumps(before).encode(), "old")
    assert old.papers[0].versions == ()
    again = catalogue_of(told(*ALL, day=LATER), last=old, today=LATER)
    assert render_catalogue(again) == render_catalogue(YESTERDAY)


# ---- one paper, several places ------------------------------------------------------------------------------------


def test_one_work_under_two_titles_in_two_sections_is_one_paper() -> None:
    places = (
        told(preprint(title="Anchor: A Draft"), at=entry("Anchor: A Draft", id="anchor", line=3, section=("Old",))),
        told(published(), at=entry(line=7, section=("New",))),
    )
    for order in permutations(places):
        (paper,) = catalogue_of(*order).papers
        assert [(place.title, place.section) for place in paper.listed] == [
            ("Anchor: A Draft", ("Old",)),
            (TITLE, ("New",)),
        ]
        assert [one.kind for one in paper.versions] == ["conference", "preprint"]


def test_two_works_share_no_identifier() -> None:
    other = published(title="Quarry", ids=Ids(corpus_id="8", doi="10.5555/88.8"), venue=OSDI)
    papers = catalogue_of(told(*ALL), told(other, at=entry("Quarry", id="quarry", line=2))).papers
    ids = [
        {paper.id, *paper.ids.known(), *(known for version in paper.versions for known in version.ids.known())}
        for paper in papers
    ]
    assert len(ids) == 2
    assert ids[0].isdisjoint(ids[1])
