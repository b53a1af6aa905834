from __future__ import annotations

import pytest

from pipeline.emit.item import render_item
from pipeline.models import Link, Paper, Version
from tests.emit.rendering import Seen
from tests.emit.samples import HOSTILE, LIGHTSEQ, VLLM, hostile, unsettled

RENAMED = """\
- **[DISTFLASHATTN: Distributed Memory-efficient Attention for Long-context LLMs Training]\
(https://openreview.net/forum?id=pUEDkZyPDl)** (listed as “LightSeq: Sequence Level Parallelism for Distributed \
Training of Long Context Transformers”)\\
  Dacheng Li, Rulin Shao, Anze Xie and 3 more · COLM 2024 · 1,234 citations\\
  [arXiv](https://arxiv.org/abs/2310.03294) · [PDF](https://arxiv.org/pdf/2310.03294) · \
[code](https://github.com/RulinShao/LightSeq)\\
  *May be out of date: citations.*

  <details><summary>Abstract</summary>

  Attention over long inputs is cut into pieces that many machines share. (Invented for tests.)

  From arXiv.

  </details>"""


def item(paper: Paper, place: int = 0, *, with_abstract: bool = True) -> str:
    return render_item(paper, paper.listed[place], with_abstract=with_abstract)


def test_a_renamed_paper_shows_both_titles_and_all_that_is_known() -> None:
    assert item(LIGHTSEQ) == RENAMED


def test_a_paper_that_was_withdrawn_says_so() -> None:
    withdrawn = LIGHTSEQ.model_copy(update={"versions": (Version(kind="preprint", withdrawn=True),)})
    assert "\\\n  *Withdrawn.*\\\n" in item(withdrawn)


def test_notes_stand_below_the_paper_and_the_notice_with_the_abstract() -> None:
    lines = item(VLLM).splitlines()

    assert lines[4:6] == ["  - vLLM keeps the cache of keys and values in pages.", "  - Also listed under reliability."]
    assert "  From Semantic Scholar. Shown by leave of its publisher." in lines


def test_a_title_that_differs_in_case_and_spacing_only_is_not_told_twice() -> None:
    assert "listed as" in item(VLLM, 0)
    assert "listed as" not in item(VLLM, 1)


def test_the_abstract_can_be_left_out() -> None:
    assert "<details>" not in item(VLLM, with_abstract=False)


def test_a_linked_title_is_not_told_once_more_among_the_links() -> None:
    place = LIGHTSEQ.listed[0]
    linked = place.model_copy(update={"links": (Link(label=place.title, url="https://l.example"),)})
    assert render_item(LIGHTSEQ, linked, with_abstract=False).count(place.title) == 1
    assert " · [link](https://l.example)" in render_item(LIGHTSEQ, linked, with_abstract=False)


def test_a_link_that_the_sources_know_as_well_is_shown_once() -> None:
    assert item(VLLM).count("(https://arxiv.org/pdf/2309.06180)") == 1


@pytest.mark.parametrize(("count", "shown"), [(0, " · 0 citations"), (1, " · 1 citation"), (None, "")])
def test_no_count_is_not_a_count_of_none(count: int | None, shown: str) -> None:
    paper = unsettled(authors=[{"name": "A"}], venue="OSDI", year=2022, citations={"count": count})

    assert item(paper).splitlines()[1] == f"  A · OSDI 2022{shown}\\"


@pytest.mark.parametrize(
    ("verdict", "mark"),
    [
        ("ambiguous", "Needs review"),
        ("different", "Needs review"),
        ("not_found", "Not found: no source"),
        ("rejected", "Not found: the papers on offer were rejected"),
        ("retired", "Not found: known by hand"),
        ("unchecked", "Not checked yet"),
    ],
)
def test_a_doubt_is_said_in_words(verdict: str, mark: str) -> None:
    assert mark in item(unsettled(match={"verdict": verdict}))


@pytest.mark.parametrize("verdict", ["exact", "strong", "renamed", "pinned"])
def test_a_settled_paper_bears_no_mark(verdict: str) -> None:
    place = {"title": "T", "line": 1}

    assert item(unsettled(title="T", listed=[place], match={"verdict": verdict})) == "- **T**"


def test_what_is_unknown_takes_no_room_and_the_list_stands_in() -> None:
    assert item(unsettled()).splitlines() == [
        "- **Pathways: Asynchronous Distributed Dataflow for ML**\\",
        "  MLSys '22\\",
        "  *Needs review: it is not settled which paper this is.*",
    ]


def test_a_title_without_anything_to_see_still_has_a_line() -> None:
    assert item(unsettled(title="\u202e", match={"verdict": "exact"})).startswith("- **untitled** (listed as “Pathways")


def test_hostile_text_stays_text() -> None:
    seen = Seen(item(hostile()))

    assert seen.tags == [
        *("ul", "li", "p", "strong", "a", "br", "br", "a", "a"),  # title, facts, links
        *("ul", "li", "li", "li", "li", "li"),  # notes
        *("details", "summary", "p", "p"),
    ]
    assert all(address.startswith("http://h") for address in seen.links)
    assert seen.text_unbroken.count(HOSTILE) == 9
    assert seen.text_unbroken.count("<!-- catalogue:end -->") == 11
