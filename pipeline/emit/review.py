"""The review queue: which entries need a person, what is on offer for each, and what to paste to settle it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.emit.markdown import escape_text, link
from pipeline.models import Candidate, Entry, PaperId, Record, Resolution, Status
from pipeline.reviewing.cases import in_doubt
from pipeline.reviewing.rulings import paper_keys, ruling, told_apart
from pipeline.vocabulary.addresses import best_url
from pipeline.vocabulary.phrases import counted, day_told, days_told, offered_by, shorten_names, source_name

_SHOWN = 3
_INTRODUCTION = (
    "To settle an entry, paste one of its blocks into `decisions.toml`, say how you know, and run the program again."
    " A decision is obeyed until it is taken out of that file."
)


def render_review(resolutions: Sequence[Resolution], dated: date) -> str:
    """The queue as Markdown, in the order given; a short page saying so if nothing needs a person. `resolutions` are of
    all entries of the list; of several that one decision means, the first stands for all.

    Each block to paste is valid as it stands and bears the date `dated`: hand in a day that changes only when the
    catalogue does, so that the queue of an unchanged list stays the same, byte for byte. Why a source was not asked is
    left out for the same reason.
    """
    queue = in_doubt(resolutions)
    blocks = ["# Review", _how_many(len(queue))]
    if queue:
        blocks.append(_INTRODUCTION)
    for name, resolution in queue.items():
        blocks += _case(name, resolution, dated)
    blocks += _briefly("Not found", _with_status(resolutions, "not_found"))
    blocks += _briefly("Not checked yet", _with_status(resolutions, "unavailable"))
    return "\n\n".join(blocks) + "\n"


def _with_status(resolutions: Sequence[Resolution], status: Status) -> list[Resolution]:
    return [resolution for resolution in resolutions if resolution.status == status]


def _how_many(waiting: int) -> str:
    if not waiting:
        return "Nothing needs a person's eye."
    return f"{counted(waiting, 'entry needs', 'entries need')} a person's eye."


def _briefly(heading: str, resolutions: Sequence[Resolution]) -> Iterator[str]:
    if resolutions:
        yield f"## {heading}"
        yield "\n".join(f"- {_named(each.entry)}: {_why(each)}" for each in resolutions)


def _named(entry: Entry) -> str:
    return f"{escape_text(entry.title)} (line {entry.line})"


def _why(resolution: Resolution) -> str:
    unasked = ", ".join(source_name(source) for source, _ in resolution.unasked)
    said = "; ".join((resolution.verdict.replace("_", " "), *resolution.reasons))
    return escape_text(f"{said}; not asked: {unasked}" if unasked else said)


# ---- one entry ----------------------------------------------------------------------------------------------------


def _case(name: str, resolution: Resolution, dated: date) -> Iterator[str]:
    entry, shown = resolution.entry, _shown(resolution.candidates)
    yield f"## {_named(entry)}"
    if entry.section:
        yield f"Section: {escape_text(' › '.join(entry.section))}"
    yield f"Verdict: {_why(resolution)}"
    if shown:
        yield _table(entry, shown)
    yield from _ways_out(name, [candidate.record for candidate in shown], dated)


def _shown(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The best few."""
    return told_apart(candidates)[:_SHOWN]


def _ways_out(name: str, records: Sequence[Record], dated: date) -> Iterator[str]:
    for number, record in enumerate(records, start=1):
        if keys := paper_keys(record):
            yield f"It is candidate {number}:"
            yield _toml(ruling("pin", name, dated, keys))
        else:
            yield f"Candidate {number} has nothing to name it by: to choose it, look for its address and pin its `url`."
    rejects = [ruling("reject", name, dated, keys) for record in records if (keys := paper_keys(record))]
    if rejects:
        yield "It is none of them:"
        yield _toml("\n".join(rejects))
    yield "It is indexed nowhere:"
    yield _toml(ruling("retire", name, dated))


def _toml(text: str) -> str:
    return f"```toml\n{text}```"


def _table(entry: Entry, candidates: Sequence[Candidate]) -> str:
    """What the list says and what is on offer, side by side: one column each, one row for each thing to compare."""
    columns = [_listed_column(entry), *(_candidate_column(candidate) for candidate in candidates)]
    heads = ["", "listed", *(f"candidate {number}" for number in range(1, len(columns)))]
    names = [name for name in columns[1] if name != "days" or entry.period]
    rows = [[name, *(column.get(name, "") for column in columns)] for name in names]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows))


def _listed_column(entry: Entry) -> dict[str, str]:
    return {
        "title": link(entry.title, next((each.url for each in entry.links), None)),
        "authors": escape_text(shorten_names(entry.authors)),
        "year": str(entry.year or ""),
        "days": days_told(entry.period),
        "venue": escape_text(entry.venue or ""),
        "identifiers": _identifiers(entry.ids),
    }


def _candidate_column(candidate: Candidate) -> dict[str, str]:
    record = candidate.record
    return {
        "title": link(record.title, best_url(record.links)),
        "authors": escape_text(shorten_names([author.name for author in record.authors])),
        "year": str(record.year or ""),
        "days": day_told(record),
        "venue": escape_text(record.venue or ""),
        "identifiers": _identifiers(record.ids.known()),
        "offered by": escape_text(offered_by(candidate)),
        "similarity": f"{candidate.similarity:.0f} of 100",
        "for it": escape_text("; ".join(candidate.for_it)),
        "against it": escape_text("; ".join(candidate.against_it)),
    }


def _identifiers(ids: Sequence[PaperId]) -> str:
    return escape_text(", ".join(f"{each.kind.replace('_', ' ')} {each.value}" for each in ids))
