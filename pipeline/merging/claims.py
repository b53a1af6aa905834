"""PURE: what today's records say of a paper, field by field. One precedence table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import Final, Literal

from pipeline.merging.claim import Claim, Value, claim
from pipeline.merging.versions import VersionRecords, leading_doi, leading_version, version_claims
from pipeline.models import Entry, Ids, Record, Sourced, SourceName

Abstracts = Literal["all", "open", "none"]
"""Whose abstracts may be published: everybody's, only arXiv's (they are CC0), or nobody's."""

PRECEDENCE: Final[dict[str, tuple[SourceName, ...]]] = {
    "abstract": ("arxiv", "semantic_scholar", "snapshot"),
    "abstract_notice": ("semantic_scholar",),
    "citations": ("semantic_scholar", "snapshot"),
    "ids.arxiv": ("arxiv", "semantic_scholar", "snapshot"),
    "ids.semantic_scholar": ("semantic_scholar", "snapshot"),
    "ids.corpus_id": ("semantic_scholar", "snapshot"),
    "ids.dblp": ("semantic_scholar", "snapshot"),
    "ids.openalex": ("snapshot",),
    "ids.acl": ("semantic_scholar", "snapshot"),
    "links.pdf": ("arxiv", "semantic_scholar", "snapshot"),
    "links.semantic_scholar": ("semantic_scholar", "snapshot"),
    "links.code": ("snapshot",),
}
"""Who is believed, field by field, the first before the next; a source that a row does not name comes after those
that it does. The fields of a version follow `versions.PUBLISHED_FIRST` instead."""


def claims(
    sourced: Sequence[Sourced],
    entries: Sequence[Entry] = (),
    abstracts: Abstracts = "all",
    silent: Collection[SourceName] = (),
) -> dict[str, Claim]:
    """The best claim for every field that some record fills. The order of `sourced` does not matter. `silent` are the
    sources that could not be asked."""
    if not sourced:
        return {}
    version = leading_version(sourced)
    found = version_claims(version, sourced, entries, silent)
    return permitted(found | _best_claims(PRECEDENCE, sourced, version), abstracts)


def source_rank(source: SourceName, order: Sequence[SourceName]) -> int:
    """The place of a source in a row of the precedence table; one that is not named there comes last."""
    return order.index(source) if source in order else len(order)


def permitted(found: dict[str, Claim], abstracts: Abstracts) -> dict[str, Claim]:
    """The claims without the abstract where it may not be published; a notice goes with its own abstract only."""
    abstract = found.get("abstract")
    if abstract is None or abstracts == "none" or (abstracts == "open" and abstract.source != "arxiv"):
        return {path: one for path, one in found.items() if path not in ("abstract", "abstract_notice")}
    if "abstract_notice" in found and found["abstract_notice"].source != abstract.source:
        return {path: one for path, one in found.items() if path != "abstract_notice"}
    return found


def merged_ids(records: Sequence[Record]) -> Ids:
    """The identifiers of a work out of all its records, by the same precedence; none for no records."""
    if len(records) < 2:
        return records[0].ids if records else Ids()
    sourced = [Sourced(record, date.min) for record in records]
    version = leading_version(sourced)
    found = _best_claims(_ID_PATHS, sourced, version)
    if doi := leading_doi(version, sourced):
        found["ids.doi"] = doi
    return Ids.model_validate({path[4:]: one.value for path, one in found.items()})


def _counts(record: Record) -> tuple[int | None, int | None] | None:
    counts = (record.citation_count, record.influential_citation_count)
    return None if counts == (None, None) else counts


_GETTERS: Final[dict[str, Callable[[Record], Value | None]]] = {
    path: _counts if path == "citations" else attrgetter(path) for path in PRECEDENCE
}
_ID_PATHS: Final = tuple(path for path in PRECEDENCE if path.startswith("ids."))


def _best_claims(paths: Iterable[str], sourced: Sequence[Sourced], version: VersionRecords) -> dict[str, Claim]:
    """By precedence of the source; of one source, the records of the leading version first."""
    leading = {id(one) for one in version.sourced}
    ordered = sorted(sourced, key=lambda one: (id(one) not in leading, one.record.title, one.record.ids.known()))
    return {path: best for path in paths if (best := _best_claim(path, ordered))}


def _best_claim(path: str, ordered: Sequence[Sourced]) -> Claim | None:
    order, getter = PRECEDENCE[path], _GETTERS[path]
    told = [claim(one, value) for one in ordered if (value := getter(one.record)) is not None]
    return min(told, key=lambda one: source_rank(one.source, order), default=None)
