"""PURE: claims become a `Paper`: its fields, its provenance, its places in the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from pipeline.identifiers import url_of
from pipeline.matching.features import listed_title
from pipeline.matching.normalise import key
from pipeline.merging.claim import Claim
from pipeline.models import (
    LIST,
    STATUS,
    Citations,
    Entry,
    IdKind,
    Ids,
    Links,
    Match,
    Paper,
    PaperId,
    Place,
    Provenance,
    Sourced,
    SourceName,
)

_CODE_HOSTS = ("https://github.com/", "https://gitlab.com/", "https://codeberg.org/", "https://bitbucket.org/")


def compose(
    entries: Sequence[Entry], match: Match, found: Mapping[str, Claim], records: Sequence[Sourced], was: Paper | None
) -> Paper:
    """The paper that `found` describes, listed at `entries`. `records` and `was` lend former titles; `was` its id
    and its key."""
    matched = STATUS[match.verdict] == "matched"
    filled = _with_links(found, entries) if matched else dict(found)
    fields = {path: claim.value for path, claim in filled.items()}
    count, influential = _pair(fields.get("citations"))
    return Paper.model_validate(
        {
            "id": _id(entries, was),
            "key": was.key if matched and was is not None and was.status == "matched" else None,
            "status": STATUS[match.verdict],
            "listed": [_place(entry) for entry in sorted(entries, key=lambda entry: entry.line)],
            "former_titles": _former_titles(str(fields["title"]), entries, records, was) if matched else (),
            "ids": Ids.model_validate(_below("ids.", fields)),
            "links": Links.model_validate(_below("links.", fields)),
            "citations": Citations(
                count=count, influential=influential, as_of=filled["citations"].day if "citations" in filled else None
            ),
            "match": match,
            "provenance": {path: _provenance(claim.source, claim.day) for path, claim in sorted(filled.items())},
            "stale": sorted(path for path, claim in filled.items() if claim.stale),
            **{path: value for path, value in fields.items() if path in _PLAIN},
        }
    )


_PLAIN = frozenset({"title", "authors", "abstract", "abstract_notice", "venue", "year", "published"})


@lru_cache(maxsize=4096)
def _provenance(source: SourceName, day: date) -> Provenance:
    """One object for all fields that share source and day: a large catalogue holds a hundred thousand of them."""
    return Provenance(source=source, as_of=day)


def _below(prefix: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {path.removeprefix(prefix): value for path, value in fields.items() if path.startswith(prefix)}


def _pair(counts: object) -> tuple[int | None, int | None]:
    return (counts[0], counts[1]) if isinstance(counts, tuple) else (None, None)


def _id(entries: Sequence[Entry], was: Paper | None) -> str:
    """The id it had, while one of its entries still bears it; else the first of the entries' ids by the alphabet."""
    ids = sorted(entry.id for entry in entries)
    return was.id if was is not None and was.id in ids else ids[0]


def _place(entry: Entry) -> Place:
    return Place(
        title=entry.title,
        section=entry.section,
        tag=entry.tag,
        notes=entry.notes,
        links=entry.links,
        line=entry.line,
    )


def _former_titles(title: str, entries: Sequence[Entry], records: Sequence[Sourced], was: Paper | None) -> list[str]:
    """Every other title the work is or was known by, each once whatever its case and punctuation."""
    before = (*was.former_titles, was.title) if was is not None and was.status == "matched" else ()
    listed = sorted(listed_title(entry) for entry in entries)
    printed = sorted(one.record.title for one in records)
    titles: dict[str, str] = {}
    for other in (*before, *listed, *printed):
        titles.setdefault(key(other), other)
    titles.pop(key(title), None)
    return list(titles.values())


def _with_links(found: Mapping[str, Claim], entries: Sequence[Entry]) -> dict[str, Claim]:
    """The claims with the links that follow from identifiers, or that the list itself gives."""
    filled = dict(found)
    kinds: tuple[IdKind, ...] = ("arxiv", "doi", "semantic_scholar")
    for kind in kinds:
        known = filled.get(f"ids.{kind}")
        if known and f"links.{kind}" not in filled and (page := url_of(PaperId(kind, str(known.value)))):
            filled[f"links.{kind}"] = known._replace(value=page)
    if "ids.arxiv" in filled and "links.pdf" not in filled:
        filled["links.pdf"] = filled["ids.arxiv"]._replace(value=f"https://arxiv.org/pdf/{filled['ids.arxiv'].value}")
    for path in ("links.doi", "links.arxiv", "links.semantic_scholar"):
        if "links.landing" not in filled and path in filled:
            filled["links.landing"] = filled[path]
    if "links.code" not in filled and (code := _listed_code(entries)):
        filled["links.code"] = Claim(code, LIST, found["title"].day)
    return filled


def _listed_code(entries: Sequence[Entry]) -> str | None:
    urls = (link.url for entry in entries for link in entry.links)
    return next((url for url in urls if url.startswith(_CODE_HOSTS)), None)
