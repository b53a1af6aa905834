from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.emit.readme import render_list, splice
from pipeline.errors import PapersError
from pipeline.markers import END, START
from pipeline.models import Citations, Paper
from tests.emit.rendering import Seen
from tests.emit.samples import FULL, HOSTILE, LIGHTSEQ, VLLM, catalogue, hostile, unsettled


def headings(*papers: Paper) -> list[str]:
    return re.findall(r"^#+ .*", render_list(catalogue(*papers)), re.MULTILINE)


def at(line: int, *section: str) -> Paper:
    place = {"title": "T", "line": line, "section": section}
    return unsettled(id=f"line-{line}", title=f"Paper of line {line}", listed=[place])


def test_sections_papers_and_places_stand_in_the_order_of_the_list() -> None:
    shown = re.findall(r"^(#+ .*|- \*\*\[?\w+)", render_list(FULL), re.MULTILINE)

    assert shown == [
        "### System for Machine Learning",
        "#### Distributed Systems",
        "##### Model training Framework",
        "- **[DISTFLASHATTN",
        "- **Pathways",
        "##### Model Serving",
        "###### Model Inference Framework",
        "- **[Efficient",
        "### Machine Learning for Systems",
        "#### Reliability",
        "- **Grinder",
        "- **[Efficient",
    ]


def test_the_order_is_that_of_the_list_whatever_the_order_of_the_papers() -> None:
    assert render_list(catalogue(*reversed(FULL.papers))) == render_list(FULL)


def test_a_paper_listed_twice_has_its_abstract_once() -> None:
    first, second = render_list(catalogue(VLLM)).split("#### Reliability")

    assert "handed out in pages" in first
    assert "- **[Efficient Memory" in second
    assert "<details>" not in second


def test_headings_go_no_deeper_than_markdown_does() -> None:
    assert headings(at(1, "a", "b", "c", "d", "e", "f")) == [
        "### a",
        "#### b",
        "##### c",
        "###### d",
        "###### e",
        "###### f",
    ]


def test_a_section_is_named_again_after_its_subsection() -> None:
    assert headings(at(1, "a"), at(2, "a"), at(3, "a", "b"), at(4, "a"), at(5, "c", "b")) == [
        *("### a", "#### b", "### a", "### c", "#### b"),
    ]


def test_a_paper_above_the_first_heading_needs_none() -> None:
    assert headings(at(1), at(2, "a")) == ["### a"]


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        ((), "**0 papers**, all matched."),
        (
            (LIGHTSEQ,),
            "**1 paper**, all matched. Citation counts from Semantic Scholar, last changed on 2026-11-16.",
        ),
        (
            (
                LIGHTSEQ.model_copy(update={"citations": Citations()}),
                *(unsettled(status=status) for status in ("needs_review", "needs_review", "not_found", "unavailable")),
            ),
            "**5 papers**, 1 matched, 2 need review, 1 not found, 1 not checked yet.",
        ),
        (
            (LIGHTSEQ, VLLM, unsettled(status="not_found")),
            "**3 papers**, 2 matched, 1 not found. Citation counts from Semantic Scholar, last changed on 2026-11-16.",
        ),
        (
            (LIGHTSEQ.model_copy(update={"provenance": {}}), VLLM.model_copy(update={"provenance": {}})),
            "**2 papers**, all matched. Citation counts, last changed on 2026-11-16.",
        ),
    ],
)
def test_the_summary_counts_papers_and_dates_the_counts(papers: tuple[Paper, ...], expected: str) -> None:
    assert render_list(catalogue(*papers)).splitlines()[0] == expected


def test_hostile_papers_neither_add_elements_nor_end_the_list() -> None:
    rendered = render_list(catalogue(hostile(), LIGHTSEQ, hostile()))
    seen = Seen(rendered)
    readme = splice(f"a\n\n{START}\n{END}\n\nb\n", rendered)

    assert set(seen.tags) == {*("p", "strong", "h3", "h4", "h5", "ul", "li", "a", "br", "em", "details", "summary")}
    assert [tag for tag in seen.tags if tag in {"h3", "h4", "h5", "details"}] == [
        *("h3", "h4", "h5", "details"),  # LightSeq, first in the list
        *("h3", "h4", "details"),  # the hostile paper, listed twice in one place, with its abstract once
    ]
    assert all(address.startswith("http") for address in seen.links)
    assert HOSTILE in seen.text_unbroken
    assert splice(readme, rendered) == readme


# ---- its place ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("readme", "expected"),
    [
        ("", f"{START}\n\nnew\n\n{END}\n"),
        ("# T\n", f"# T\n\n{START}\n\nnew\n\n{END}\n"),
        ("# T", f"# T\n\n{START}\n\nnew\n\n{END}\n"),
        ("# T\r\n\r\nx", f"# T\r\n\r\nx\r\n\r\n{START}\r\n\r\nnew\r\n\r\n{END}\r\n"),
        (f"a\n{START}\nold\n{END}\nb", f"a\n{START}\n\nnew\n\n{END}\nb"),
        (f"a\n\n{START}\n{END}", f"a\n\n{START}\n\nnew\n\n{END}"),
        (f"a\n\n{START}\r\nold\r\n{END}\n\tb \n", f"a\n\n{START}\r\n\r\nnew\r\n\r\n{END}\n\tb \n"),
        (f"```\n{START}\n```\n", f"```\n{START}\n```\n\n{START}\n\nnew\n\n{END}\n"),
    ],
)
def test_the_list_goes_between_its_markers_or_to_the_end(readme: str, expected: str) -> None:
    assert splice(readme, "new\n") == expected
    assert splice(expected, "new\n") == expected


@pytest.mark.parametrize("readme", ["# T\n\n```\ncode", "<!-- note", "<pre>\nopen\n"])
def test_a_list_that_would_be_swallowed_is_not_added(readme: str) -> None:
    with pytest.raises(PapersError, match="close it"):
        splice(readme, "new\n")


@pytest.mark.parametrize("readme", [f"{END}\n{START}\n", f"{START}\n\nnew\n\n{END}\n{START}\n"])
def test_damaged_markers_stop_it(readme: str) -> None:
    with pytest.raises(PapersError, match="in line 1"):
        splice(readme, "new\n")


def test_the_same_list_in_a_code_block_is_not_taken_for_the_list() -> None:
    example = f"```\n{START}\n\nnew\n\n{END}\n```\n"

    assert splice(f"{example}{START}\n{END}\n", "new\n") == f"{example}{START}\n\nnew\n\n{END}\n"
    assert splice(example, "new\n") == f"{example}\n{START}\n\nnew\n\n{END}\n"


PARAGRAPHS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="<`~\r")).map("text {}\n\n".format)
LINE_ENDS = st.sampled_from(["\n", "\r\n"])


@given(before=PARAGRAPHS, after=PARAGRAPHS, line_end=LINE_ENDS)
def test_what_stands_outside_the_markers_is_kept_to_the_byte(before: str, after: str, line_end: str) -> None:
    before, after = before.replace("\n", line_end), f"{line_end}{after}".replace("\n", line_end)

    result = splice(f"{before}{START}{line_end}old{line_end}{END}{line_end}{after}", "new\n\n- list\n")

    listed = ["", "new", "", "- list", "", ""]
    assert result == f"{before}{START}{line_end}{line_end.join(listed)}{END}{line_end}{after}"
