"""PURE: never worse than yesterday. What nobody can tell today keeps its last good value, with its date."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from operator import attrgetter
from urllib.parse import unquote

from pipeline.identifiers import url_of
from pipeline.matching.venues import is_preprint_venue
from pipeline.merging.claim import Claim, Value
from pipeline.merging.claims import PRECEDENCE, source_rank
from pipeline.merging.versions import VERSION_FIELDS, voice_rank
from pipeline.models import LIST, IdKind, Paper, PaperId, SourceName


def last_claims(paper: Paper) -> dict[str, Claim]:
    """What the last catalogue says of a paper, as claims."""
    return {
        path: Claim(value, said.source, said.as_of, stale=path in paper.stale)
        for path, said in paper.provenance.items()
        if (value := _value(paper, path)) is not None
    }


def keep(
    today: Mapping[str, Claim], last: Mapping[str, Claim], silent: Collection[SourceName], *, mark: bool
) -> dict[str, Claim]:
    """Today's claims, with the last catalogue's where today has nothing as good.

    A last value stays when today has none, or when its source is `silent` today and only one of lower precedence
    speaks in its place; the fields of a version stay together. A value that is the same as before keeps its day.
    Where `mark` is set, a kept value of a silent source is marked stale; otherwise every mark stays as it was.
    """
    version = last if _version_stays(today, last, silent) else _completed_version(today, last, silent)
    kept = {path: _aged(claim, last.get(path)) for path, claim in today.items() if path not in VERSION_FIELDS}
    for path, was in last.items():
        if path in PRECEDENCE and _stays(path, was, today.get(path), silent):
            kept[path] = was._replace(stale=was.source in silent)
    for path in VERSION_FIELDS:
        if path in version:
            own = _aged(version[path], last.get(path))
            kept[path] = own if version[path] is today.get(path) else own._replace(stale=own.source in silent)
    if mark or not last:
        return kept
    return {path: claim._replace(stale=path in last and last[path].stale) for path, claim in kept.items()}


def _aged(claim: Claim, was: Claim | None) -> Claim:
    """The claim, since the day on which its value came to be what it is."""
    return claim._replace(day=was.day) if was is not None and was.value == claim.value else claim


def _stays(path: str, was: Claim, now: Claim | None, silent: Collection[SourceName]) -> bool:
    """Whether a field's last value is better than what is said of it today. What the list said, it must say still."""
    if was.source == LIST:
        return False
    if now is None:
        return True
    order = PRECEDENCE[path]
    return was.source in silent and source_rank(was.source, order) < source_rank(now.source, order)


def _version_stays(today: Mapping[str, Claim], last: Mapping[str, Claim], silent: Collection[SourceName]) -> bool:
    """Whether the last version leads still: nobody speaks of any today, or its source is silent and nobody better."""
    if "title" not in today or "title" not in last:
        return "title" in last
    return last["title"].source in silent and _voice(last) < _voice(today)


def _completed_version(
    today: Mapping[str, Claim], last: Mapping[str, Claim], silent: Collection[SourceName]
) -> Mapping[str, Claim]:
    """Today's version; if it is the last one still, what is not said of it today stays."""
    own = {path: today[path] for path in VERSION_FIELDS if path in today}
    if "venue" not in own or "venue" not in last or own["venue"].value != last["venue"].value:
        return own
    kept = {path: last[path] for path in VERSION_FIELDS if path in last and last[path].source != LIST}
    if _landing_followed(last):
        kept.pop("links.landing", None)
    completed = kept | own
    if "year" in kept and completed["year"].source == LIST and "arxiv" in silent:
        completed["year"] = kept["year"]  # the list's tag steps in only while nobody can tell the preprint's year
    if "published" in completed and not _is_in(completed["published"].value, completed.get("year")):
        del completed["published"]
    return completed


def _landing_followed(last: Mapping[str, Claim]) -> bool:
    """Whether the landing page is no more than an identifier's own, escaped or not: it must not outlive that
    identifier."""
    kinds: tuple[IdKind, ...] = ("doi", "arxiv")
    pages = {url_of(PaperId(kind, str(last[f"ids.{kind}"].value))) for kind in kinds if f"ids.{kind}" in last}
    landing = last.get("links.landing")
    return landing is not None and unquote(str(landing.value)) in {unquote(page or "") for page in pages}


def _is_in(day: Value, year: Claim | None) -> bool:
    return year is None or (isinstance(day, date) and day.year == year.value)


def _voice(claims: Mapping[str, Claim]) -> int:
    venue = claims["venue"].value if "venue" in claims else None
    published = not is_preprint_venue(venue if isinstance(venue, str) else None)
    return voice_rank(claims["title"].source, published=published)


def _value(paper: Paper, path: str) -> Value | None:
    if path == "citations":
        return paper.citations.count, paper.citations.influential
    value: Value | None = attrgetter(path)(paper)
    return value
