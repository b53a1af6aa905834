from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from pipeline.decisions import load_decisions
from pipeline.emit.review import render_review
from pipeline.models import Period, Resolution
from tests.emit.rendering import Seen
from tests.emit.samples import HOSTILE, PATHWAYS, resolution

DAY = date(2026, 11, 16)


def to_paste(review: str) -> list[str]:
    """The TOML blocks of the queue, in their order."""
    fences = (token for token in MarkdownIt("commonmark").parse(review) if token.type == "fence")
    return [fence.content for fence in fences if fence.info == "toml"]


def hostile() -> Resolution:
    candidate = {
        "record": {"source": HOSTILE, "title": HOSTILE, "authors": [{"name": HOSTILE}], "venue": HOSTILE, "year": 2023},
        "via": "title",
        "similarity": 1.0,
        "for_it": [HOSTILE],
        "against_it": [HOSTILE],
    }
    entry = {"id": HOSTILE, "title": HOSTILE, "line": 1, "section": [HOSTILE], "venue": HOSTILE, "authors": [HOSTILE]}
    entry["links"] = [{"label": "x", "url": "javascript:x"}]
    return Resolution.model_validate(
        {"entry": entry, "verdict": "ambiguous", "reasons": [HOSTILE], "candidates": [candidate]}
    )


def test_an_empty_queue_says_so() -> None:
    assert render_review([resolution("Healer", "exact")], DAY) == "# Review\n\nNothing needs a person's eye.\n"


def test_candidates_stand_side_by_side_one_column_each() -> None:
    rows = [line for line in render_review([PATHWAYS], DAY).splitlines() if line.startswith("|")]

    searched = "through a search by title"
    assert rows[0] == "|  | listed | candidate 1 | candidate 2 | candidate 3 |"
    assert rows[2].startswith(
        "| title | Pathways: Asynchronous Distributed Dataflow for ML"
        " | [Pathways: Asynchronous Distributed Dataflow for ML](https://arxiv.org/abs/2203.12533) | Pathways to"
    )
    assert rows[3:] == [
        "| authors |  | Paul Barham, Jeff Dean | Niehoff |  |",
        "| year | 2022 | 2022 | 1986 |  |",
        "| venue | MLSys |  |  |  |",
        "| identifiers |  | arxiv 2203.12533 |  |  |",
        f"| offered by |  | arXiv, {searched} | Semantic Scholar, {searched} | the snapshot, {searched} |",
        "| similarity |  | 100 of 100 | 41 of 100 | 33 of 100 |",
        "| for it |  | same title |  |  |",
        "| against it |  | no second witness | other authors; 36 years earlier |  |",
    ]


def test_where_the_list_names_days_those_of_the_candidates_stand_beside_them() -> None:
    best = PATHWAYS.candidates[0]
    dated = best.model_copy(update={"record": best.record.model_copy(update={"published": date(2022, 3, 23)})})
    entry = PATHWAYS.entry.model_copy(update={"period": Period(date(2022, 3, 1), date(2022, 3, 31))})
    told = PATHWAYS.model_copy(update={"entry": entry, "candidates": (dated,)})
    assert "\n| days | 2022-03-01 to 2022-03-31 | 2022-03-23 |\n" in render_review([told], DAY)


def test_each_way_out_is_there_to_paste() -> None:
    pin, second_pin, rejects, retire = map(tomllib.loads, to_paste(render_review([PATHWAYS], DAY)))

    assert pin["pin"][0].items() >= {"entry": "pathways", "arxiv": "2203.12533", "date": DAY}.items()
    assert second_pin["pin"][0]["paper_title"] == 'Pathways to "Mars" \\ New | Trajectory Opportunities'
    assert [reject.get("arxiv") or reject["year"] for reject in rejects["reject"]] == ["2203.12533", 1986]
    assert retire["retire"][0].keys() == {"entry", "reason", "date"}


@pytest.mark.parametrize(("queued", "ways_out"), [(PATHWAYS, 4), (hostile(), 3)], ids=["plain", "hostile"])
def test_what_is_pasted_is_obeyed(queued: Resolution, ways_out: int, tmp_path: Path) -> None:
    blocks = to_paste(render_review([queued], DAY))
    assert len(blocks) == ways_out
    for block in blocks:
        (tmp_path / "decisions.toml").write_text(block, encoding="utf-8")
        rulings = load_decisions(tmp_path / "decisions.toml")

        assert rulings.ruling(queued.entry) is not None
        assert rulings.orphans([queued.entry]) == ()


def test_namesakes_are_settled_together_and_by_their_title_as_on_the_terminal() -> None:
    ids = ("pathways-1a2b3c", "pathways-4d5e6f")
    twins = [PATHWAYS.model_copy(update={"entry": PATHWAYS.entry.model_copy(update={"id": each})}) for each in ids]
    review = render_review(twins, DAY)
    assert "1 entry needs a person's eye." in review
    decisions = [each for block in to_paste(review) for kind in tomllib.loads(block).values() for each in kind]
    assert [each["entry"] for each in decisions] == [PATHWAYS.entry.title] * 5


def test_an_entry_whose_namesake_is_settled_is_called_by_its_title_too() -> None:
    settled = resolution(PATHWAYS.entry.title, "exact")
    (*_, retire) = to_paste(render_review([settled, PATHWAYS], DAY))
    assert tomllib.loads(retire)["retire"][0]["entry"] == PATHWAYS.entry.title


def test_a_candidate_that_no_ruling_can_name_is_not_passed_over_in_silence() -> None:
    assert "Candidate 3 has nothing to name it by" in render_review([PATHWAYS], DAY)


def test_records_of_one_paper_are_shown_once_and_nameless_ones_each() -> None:
    offers = [{"record": {"source": "arxiv", "title": title}, "via": "title", "similarity": 50} for title in "AB"]
    twice = [each.model_dump() for each in PATHWAYS.candidates[:2]]

    review = render_review([resolution("Healer", "different", candidates=[*twice, *offers])], DAY)

    assert re.search(r"^\| title \| Healer \| \[Pathways: [^|]+ \| A \| B \|$", review, re.MULTILINE)


def test_without_candidates_an_entry_can_only_be_retired() -> None:
    review = render_review([resolution("Healer", "different", reasons=("all differ",))], DAY)

    assert "1 entry needs a person's eye." in review
    assert "## Healer (line 5)\n\nVerdict: different; all differ\n\n" in review
    assert [list(tomllib.loads(block)) for block in to_paste(review)] == [["retire"]]


def test_the_rest_is_listed_briefly_under_why() -> None:
    review = render_review(
        [
            resolution("Healer", "not_found", reasons=("asked twice",)),
            resolution("Sia", "strong"),
            resolution("Lumos", "retired"),
            resolution("PIT", "unchecked", unasked=[("arxiv", "no answer in 31.7 seconds")]),
        ],
        DAY,
    )

    assert review.endswith(
        "\n\n## Not found\n\n- Healer (line 5): not found; asked twice\n- Lumos (line 5): retired"
        "\n\n## Not checked yet\n\n- PIT (line 5): unchecked; not asked: arXiv\n"
    )


def test_how_an_outage_went_leaves_no_trace() -> None:
    assert "not asked: Semantic Scholar" in render_review([PATHWAYS], DAY)
    assert "31.7" not in render_review([PATHWAYS], DAY)


def test_hostile_text_stays_text() -> None:
    review = render_review([hostile()], DAY)
    seen = Seen(review)

    assert seen.tags == [
        *("h1", "p", "p", "code", "h2", "p", "p", "table", "thead", "tr", "th", "th", "th", "tbody"),
        *(["tr", "td", "td", "td"] * 9),
        *(["p", "pre", "code"] * 3),
    ]
    assert seen.links == []
    assert tomllib.loads(to_paste(review)[0])["pin"][0]["paper_title"] == HOSTILE
