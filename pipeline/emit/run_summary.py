"""The numbers of a run as Markdown, for the summary of a scheduled job and the text of a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.emit.markdown import escape_text
from pipeline.models import Status
from pipeline.summary import RunSummary, warnings
from pipeline.vocabulary.phrases import source_name

LONGEST = 60_000
"""Characters of a pull request's text; code hosts refuse more than 65,536."""

_COLUMNS: tuple[tuple[Status, str], ...] = (
    ("matched", "matched"),
    ("needs_review", "to review"),
    ("not_found", "not found"),
    ("unavailable", "not checked yet"),
)


def render_run(summary: RunSummary) -> str:
    """The run as two tables, what changed, and what somebody should know."""
    blocks = [f"### Refresh of {summary.day.isoformat()}", _services(summary), _papers(summary), _changed(summary)]
    blocks += [f"**Look at this:** {escape_text(warning)}" for warning in warnings(summary)]
    return "\n\n".join(blocks) + "\n"


def with_review(summary: RunSummary, review: str) -> str:
    """The text of a pull request: the review queue, cut at a line where it is too long, and the run below it."""
    run = render_run(summary)
    room = LONGEST - len(run)
    if len(review) > room:
        review = review[:room].rpartition("\n## ")[0] + "\n\n*The queue goes on in the file itself.*\n"
    return f"{review}\n---\n\n{run}"


def _services(summary: RunSummary) -> str:
    rows = (
        (source_name(service.name), service.requests, service.asked, service.answered, service.cached)
        for service in summary.services
    )
    return _table(("", "requests", "asked", "answered", "from the cache"), rows)


def _papers(summary: RunSummary) -> str:
    heads = ["papers", *(words for _, words in _COLUMNS), "stale", "seconds"]
    counts = [summary.papers.get(status, 0) for status, _ in _COLUMNS]
    return _table(heads, [(sum(summary.papers.values()), *counts, summary.stale, f"{summary.seconds:.1f}")])


def _table(heads: Sequence[str], rows: Iterator[Sequence[object]] | Sequence[Sequence[object]]) -> str:
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def _changed(summary: RunSummary) -> str:
    if not summary.changed:
        return "Nothing changed."
    return f"Changed: {', '.join(escape_text(name) for name in summary.changed)}."
