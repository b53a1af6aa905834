"""What kind of version a venue's name speaks of, and what a comment says of a withdrawal."""

from __future__ import annotations

import pytest

from pipeline.merging.kinds import is_preprint_doi, is_refused, is_withdrawn, kind_of


@pytest.mark.parametrize(
    ("venue", "kind"),
    [
        ("arXiv.org", "preprint"),
        ("arXiv (Cornell University)", "preprint"),
        ("bioRxiv", "preprint"),
        ("OSDI", "conference"),
        ("Neural Information Processing Systems", "conference"),
        ("North American Chapter of the Association for Computational Linguistics", "conference"),
        ("Proceedings of the 29th Symposium on Operating Systems Principles", "conference"),
        ("CVPR 2024", "conference"),
        ("IEEE Conference on Computer Vision and Pattern Recognition Workshops", "workshop"),
        ("Workshop on Hot Topics in Operating Systems", "workshop"),
        ("IEEE Transactions on Parallel and Distributed Systems", "journal"),
        ("Proceedings of the ACM on Programming Languages", "journal"),
        ("Proceedings of the VLDB Endowment", "journal"),
        ("J. Mach. Learn. Res., vol. 21", "journal"),
        ("Nowhere in Particular", "other"),
        (None, "other"),
    ],
)
def test_the_kind_of_a_venue(venue: str | None, kind: str) -> None:
    assert kind_of(venue) == kind


def test_dblp_knows_the_kind_where_the_name_does_not_tell() -> None:
    assert kind_of("Computer", "journals/computer/QuillL23") == "journal"
    assert kind_of(None, "conf/osdi/QuillL23") == "conference"
    assert kind_of(None, "journals/corr/abs-2212-01001") == "other"


def test_a_refusal_is_no_venue() -> None:
    assert is_refused("ICLR 2023 (Reject)")
    assert is_refused("ICLR 2022 (Withdraw)")
    assert not is_refused("ICLR 2023")
    assert not is_refused(None)


def test_a_doi_tells_whether_a_preprint_server_registered_it() -> None:
    assert is_preprint_doi("10.1101/2020.01.01.123456")
    assert not is_preprint_doi("10.1145/3600006.3613165")


@pytest.mark.parametrize(
    "comment",
    [
        "This paper has been withdrawn by the author due to a crucial error in equation 1",
        "This paper has been withdrawn",
        "Withdrawn",
        "Paper withdrawn due to an error in Lemma 3",
        "This submission has been withdrawn by arXiv administrators because of disputed authorship",
        "15 pages. This article is now withdrawn because of a flaw",
        "We withdraw this paper because the main theorem is wrong",
        "This paper has been retracted by the authors",
    ],
)
def test_a_comment_may_say_that_its_paper_is_taken_back(comment: str) -> None:
    assert is_withdrawn(comment)


@pytest.mark.parametrize(
    "comment",
    [
        None,
        "12 pages, 3 figures",
        "Withdrawn from ICLR 2024; 20 pages",
        "This paper was withdrawn from NeurIPS and is under review elsewhere",
        "Supersedes arXiv:1201.00001, which has been withdrawn",
        "Replaces an earlier, withdrawn manuscript",
        "This paper has not been withdrawn, whatever some say",
        "How cash is withdrawn: a study of 1,000 machines",
    ],
)
def test_a_comment_on_anything_else_leaves_its_paper_standing(comment: str | None) -> None:
    assert not is_withdrawn(comment)


def test_a_hundred_thousand_blanks_in_a_comment_take_no_time() -> None:
    blanks = " " * 100_000
    assert not is_withdrawn(f"({blanks}8 pages")
    assert is_withdrawn(f"({blanks}paper{blanks}withdrawn)")
