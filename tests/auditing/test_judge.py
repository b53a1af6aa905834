"""The verdict on one link."""

from __future__ import annotations

import pytest

from pipeline.auditing.findings import Evidence
from pipeline.auditing.judge import Judge
from pipeline.matching.decide import Rejection, Ruling
from pipeline.models import Ids, Link, PaperId
from tests.auditing.samples import ARXIV, OTHER, RARITY, TITLE, down, entry, found, judged, record, unknown

RENAMED = "Anchor: Elastic Checkpointing on Spot Machines"


def test_a_link_to_the_named_paper_is_ok() -> None:
    finding = judged(entry(), {"arxiv": found(record())})
    assert (finding.verdict, finding.leads_to, finding.identifier) == ("ok", TITLE, ARXIV)


def test_a_nickname_is_not_said_to_be_the_title() -> None:
    finding = judged(entry(title="Harbor"), {"arxiv": found(record())})
    assert (finding.verdict, finding.reason) == ("ok", "its title fits the listed one")


def test_a_paper_of_another_title_is_told_with_both() -> None:
    finding = judged(entry(), {"arxiv": found(record(RENAMED))})
    assert (finding.verdict, finding.leads_to) == ("renamed", RENAMED)


def test_one_service_that_knows_the_listed_title_is_enough() -> None:
    heard = {"arxiv": found(record(RENAMED)), "semantic_scholar": found(record(source="semantic_scholar"))}
    assert judged(entry(), heard).verdict == "ok"


def test_another_paper_is_wrong() -> None:
    finding = judged(entry(), {"arxiv": found(record(OTHER))})
    assert (finding.verdict, finding.leads_to) == ("wrong_paper", OTHER)


def test_the_listed_authors_speak_for_a_paper_of_quite_another_title() -> None:
    listed = entry(authors=("Ada Quill", "Bo Larch"))
    assert judged(listed, {"arxiv": found(record(OTHER, "Ada Quill", "Bo Larch"))}).verdict == "renamed"
    assert judged(listed, {"arxiv": found(record(OTHER, "Di Moss"))}).verdict == "wrong_paper"
    both = {"arxiv": found(record(OTHER)), "semantic_scholar": found(record(OTHER, "Ada Quill", source="s"))}
    assert judged(listed, both).verdict == "renamed"  # where one service alone names authors


def test_a_near_title_is_wrong_where_another_paper_of_other_people_has_the_very_title() -> None:
    linked = {"arxiv": found(record(RENAMED, "Di Moss"))}
    very = record(TITLE, "Ada Quill", source="semantic_scholar", ids=Ids(doi="10.5555/1.2"))
    finding = judged(entry(), linked, resolved=very)
    assert finding.verdict == "wrong_paper"
    assert "doi:10.5555/1.2" in finding.reason
    assert judged(entry(), linked, resolved=very.model_copy(update={"authors": ()})).verdict == "renamed"
    same_people = {"arxiv": found(record(RENAMED, "Ada Quill"))}
    assert judged(entry(), same_people, resolved=very).verdict == "renamed"


def test_an_alias_and_the_links_own_words_name_the_paper_too() -> None:
    assert judged(entry(aliases=("Quarry",)), {"arxiv": found(record(OTHER))}).verdict == "ok"
    assert judged(entry(label=f"see also {OTHER}"), {"arxiv": found(record(OTHER))}).verdict == "ok"


def test_a_withdrawn_paper_is_told_so_unless_it_is_another_paper() -> None:
    comment = "This paper has been withdrawn by the author"
    assert judged(entry(), {"arxiv": found(record(comment=comment))}).verdict == "withdrawn"
    assert judged(entry(), {"arxiv": found(record(OTHER, comment=comment))}).verdict == "wrong_paper"
    both = {"arxiv": found(record(comment=comment)), "semantic_scholar": found(record(source="semantic_scholar"))}
    assert judged(entry(), both).verdict == "withdrawn"  # which arXiv alone says


@pytest.mark.parametrize("url", ["https://doi.org/10.5281/zenodo.5181820", "https://doi.org/10.6084/m9.figshare.1"])
def test_a_doi_of_software_or_data_is_of_another_kind(url: str) -> None:
    finding = judged(entry(url))
    assert (finding.verdict, finding.identifier and finding.identifier.kind) == ("wrong_kind", "doi")


@pytest.mark.parametrize(
    ("url", "label", "verdicts"),
    [
        ("https://github.com/quill/harbor", "paper", ["wrong_kind"]),
        ("https://github.com/quill/harbor", TITLE, ["unchecked"]),
        ("https://www.youtube.com/watch?v=1", "pdf", ["wrong_kind"]),
        ("https://github.com/quill/harbor/blob/main/harbor.pdf", "pdf", ["unchecked"]),
        ("https://github.com/quill/harbor", "code", []),
        ("https://doi.org/10.5281/zenodo.5181820", "artifact", []),
        ("https://www.youtube.com/watch?v=1", "talk", []),
        ("https://example.org/harbor.pdf", "pdf", ["unchecked"]),
        ("http://[broken", "pdf", ["unchecked"]),
    ],
)
def test_a_repository_or_a_talk_counts_only_where_the_paper_is_promised(
    url: str, label: str, verdicts: list[str]
) -> None:
    found_of = Judge(RARITY, Evidence({}, {}), {}).findings(entry(url, label=label))
    assert [one.verdict for one in found_of] == verdicts


def test_a_title_that_leads_to_a_repository_is_a_mistake_where_a_venue_promises_a_paper() -> None:
    repository = Link(label=TITLE, url="https://github.com/quill/harbor")
    listed = entry(tag="OSDI '23", venue="OSDI").model_copy(update={"links": (repository,)})
    judge = Judge(RARITY, Evidence({}, {}), {})
    assert [one.verdict for one in judge.findings(listed)] == ["wrong_kind"]
    pdf = Link(label="pdf", url="https://example.org/harbor.pdf")
    both = listed.model_copy(update={"links": (repository, pdf)})
    assert [one.verdict for one in judge.findings(both)] == ["unchecked", "unchecked"]


def test_an_identifier_that_its_own_service_does_not_know_is_dead() -> None:
    assert judged(entry(), {"arxiv": unknown(), "semantic_scholar": unknown()}).verdict == "dead"
    known_elsewhere = {"arxiv": unknown(), "semantic_scholar": found(record(source="semantic_scholar"))}
    assert judged(entry(), known_elsewhere).verdict == "ok"


def test_what_nobody_could_be_asked_is_no_finding() -> None:
    finding = judged(entry(), {"arxiv": down(), "semantic_scholar": unknown()})
    assert (finding.verdict, "HTTP 503" in finding.reason) == ("unchecked", True)


def test_a_doi_that_semantic_scholar_does_not_know_may_well_exist() -> None:
    doi = PaperId("doi", "10.1145/1.2")
    listed = entry("https://doi.org/10.1145/1.2")
    assert judged(listed, {"semantic_scholar": unknown(doi)}, of=doi).verdict == "unchecked"


@pytest.mark.parametrize(
    ("stem", "verdict"),
    [
        ("Quill_Harbor_Elastic_Checkpointing_for_Preemptible_Tr_CVPR_2020", "ok"),
        ("Moss_Quarry_Mining_Idle_Accelerator_Memory_CVPR_2020", "wrong_paper"),
        ("Quill_Harbor_Elastic_Checkpoints_for_Training_on_CVPR_2020", "renamed"),
    ],
)
def test_an_address_that_spells_out_a_title(stem: str, verdict: str) -> None:
    url = f"https://openaccess.thecvf.com/content/CVPR2020/papers/{stem}_paper.pdf"
    assert judged(entry(url), of=PaperId("cvf", stem)).verdict == verdict


def test_an_address_that_nobody_can_look_up() -> None:
    listed = entry("https://www.usenix.org/conference/osdi22/presentation/quill")
    assert judged(listed, of=PaperId("usenix", "osdi22/quill")).verdict == "unchecked"


def test_a_person_has_the_last_word() -> None:
    wrong = {"arxiv": found(record(OTHER))}
    assert judged(entry(), wrong, ruling=Ruling(pin=ARXIV)).verdict == "ok"
    assert (
        judged(entry(), {"arxiv": found(record())}, ruling=Ruling(rejections=(Rejection(ARXIV),))).verdict
        == "wrong_paper"
    )


def test_each_identifier_is_looked_at_once() -> None:
    twice = entry("https://arxiv.org/abs/2305.01001v2", "https://arxiv.org/pdf/2305.01001.pdf")
    assert len(Judge(RARITY, Evidence({}, {}), {}).findings(twice)) == 1


def test_which_entries_pay_a_search_for_their_title() -> None:
    for heard, pays in ((record(), False), (record(OTHER), True)):
        judge = Judge(RARITY, Evidence({ARXIV: {"arxiv": found(heard)}}, {}), {})
        assert judge.looks_wrong(entry()) is pays
    assert not Judge(RARITY, Evidence({}, {}), {}).looks_wrong(
        entry().model_copy(update={"links": (Link(label="pdf", url="x"),)})
    )
