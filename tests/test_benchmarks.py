"""The benchmark on a list as short as the one that ships: it counts right, and tells a right paper from a wrong one."""

from __future__ import annotations

from typing import Any

from benchmarks.figures import Score
from benchmarks.trial import scored, trial
from benchmarks.works import Work, invented


def test_a_small_list_costs_a_handful_of_requests() -> None:
    told: list[str] = []
    result = trial(invented(34), told.append)
    assert told == [
        "34 titles, cold",
        "34 titles, warm",
        "34 titles, seal lost",
        "34 titles, a week later",
        "34 titles, cache lost",
    ]
    assert (result.titles, result.off_arxiv) == (34, 5)
    sent = {run.kind: (run.arxiv, run.semantic_scholar) for run in result.runs}
    assert sent == {"cold": (1, 2), "warm": (0, 0), "seal lost": (0, 0), "a week later": (0, 1), "cache lost": (1, 1)}
    assert result.score == Score(right=34, wrong=0, left_open=0, rightly_open=0)
    assert result.steady


def test_papers_are_held_against_what_the_titles_mean() -> None:
    works = {
        line: Work(f"Title {line}", None, on_arxiv=True, answers=frozenset({f"arxiv:{line}"})) for line in (1, 2, 3)
    }
    works[4] = Work("Nowhere", None, on_arxiv=False, answers=frozenset())
    papers = [_paper(1, "matched", "1"), _paper(2, "matched", "1"), _paper(3, "needs_review"), _paper(4, "not_found")]
    assert scored(papers, works) == Score(right=1, wrong=1, left_open=1, rightly_open=1)


def _paper(line: int, status: str, arxiv: str | None = None) -> dict[str, Any]:
    return {"listed": [{"line": line}], "status": status, "ids": {"arxiv": arxiv, "corpus_id": None}}
