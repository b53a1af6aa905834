"""A record in the shape of Semantic Scholar's Graph API (FACTS 2.3), with the fields asked for and no others."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from tests.standin.records import Record, digest

Paper: TypeAlias = dict[str, Any]

_AUTHOR_FIELDS = frozenset(
    "authorId name url affiliations homepage paperCount citationCount hIndex "
    "externalIds normalizedAffiliations".split(),
)
_NESTED = {
    "authors": _AUTHOR_FIELDS,
    "embedding": frozenset({"specter_v1", "specter_v2"}),
    "tldr": frozenset({"model", "text"}),
}
_ARXIV_VENUE = {
    "id": "1901e811-ee72-4b20-8f7e-de08cd395a10",
    "name": "arXiv.org",
    "alternate_names": ["ArXiv"],
    "issn": "2331-8422",
    "url": "https://arxiv.org",
}


class UnknownFieldsError(ValueError):
    """Fields that the service does not know; one of them fails the whole request."""


def wanted(fields: str | None, refused: frozenset[str] = frozenset()) -> frozenset[str]:
    """The fields asked for, `paperId` always among them. Raises UnknownFieldsError, also for a `refused` one."""
    names = [name for name in (fields or "title").split(",") if name]
    unknown = [name for name in names if name in refused or not _known(name)]
    if unknown:
        raise UnknownFieldsError(f"Unrecognized or unsupported fields: [{', '.join(unknown)}]")
    return frozenset(name.partition(".")[0] for name in names) | {"paperId"}


def paper(record: Record, corpus_id: int, fields: frozenset[str]) -> Paper:
    """A record as a paper with these fields, in the service's own order."""
    shown = {name: make(record) for name, make in _FIELDS.items() if name in fields}
    if "corpusId" in fields:
        shown["corpusId"] = corpus_id
    if "externalIds" in fields:
        shown["externalIds"] = {**shown["externalIds"], "CorpusId": corpus_id}
    if "openAccessPdf" in fields and "abstract" in fields:
        shown["openAccessPdf"] = {**shown["openAccessPdf"], **_notice(record)}
    return shown


def citation_count(record: Record) -> int | None:
    """The known count (null included), or an invented one that is always the same."""
    known = "citation_count" in record.model_fields_set
    return record.citation_count if known else int(digest(record.title)[:3], 16)


def publication_date(record: Record) -> str | None:
    """The known day of publication, or that of the preprint."""
    return record.publication_date or record.date


def _known(name: str) -> bool:
    field, _, rest = name.partition(".")
    if field in ("citations", "references"):
        return not rest or _known(rest)
    return field in _FIELDS and (not rest or rest in _NESTED.get(field, ()))


def _preprint(record: Record) -> bool:
    return record.arxiv_id is not None and (record.venue or "arXiv").startswith("arXiv")


def _venue(record: Record) -> str:
    return "arXiv.org" if _preprint(record) else record.venue or ""


def _external_ids(record: Record) -> Paper:
    preprint_doi = f"10.48550/arXiv.{record.arxiv_id}" if _preprint(record) else None
    ids = {
        "ArXiv": record.arxiv_id,
        "DBLP": record.dblp,
        "DOI": record.doi or preprint_doi,
        "ACL": acl_id(record),
    }
    return {kind: value for kind, value in ids.items() if value}


def acl_id(record: Record) -> str | None:
    """The ACL Anthology's identifier, where the DOI is one of the Anthology's."""
    prefix = "10.18653/v1/"
    return record.doi[len(prefix) :] if record.doi and record.doi.lower().startswith(prefix) else None


def _publication_venue(record: Record) -> Paper | None:
    return dict(_ARXIV_VENUE) if _preprint(record) else None


def _notice(record: Record) -> Paper:
    place = f"https://arxiv.org/abs/{record.arxiv_id}" if record.arxiv_id else f"https://doi.org/{record.doi}"
    notice = f"Notice: an abstract may be at {place}, under its own licence; this one belongs to the stand-in."
    return {"disclaimer": notice} if record.arxiv_id or record.doi else {}


def _types(record: Record) -> list[str] | None:
    if _preprint(record):
        return ["JournalArticle"]
    return ["JournalArticle", "Conference"] if record.venue else None


def _journal(record: Record) -> Paper | None:
    if _preprint(record):
        return {"name": "ArXiv", "volume": f"abs/{record.arxiv_id}"}
    return {"name": record.venue} if record.venue else None


def _bibtex(record: Record) -> Paper:
    key = re.sub(r"\W", "", f"{record.authors[0].split()[-1] if record.authors else None}{record.year or ''}")
    rows = {"author": " and ".join(record.authors), "booktitle": _venue(record), "title": record.title}
    body = "".join(f" {name} = {{{value}}},\n" for name, value in rows.items() if value)
    return {"bibtex": f"@Article{{{key},\n{body} year = {{{record.year}}}\n}}\n"}


def _authors(record: Record) -> list[Paper]:
    return [{"authorId": str(int(digest(f"author {name}")[:8], 16)), "name": name} for name in record.authors]


def _influential(record: Record) -> int | None:
    count = citation_count(record)
    return None if count is None else count // 20


def _constant(value: object) -> Callable[[Record], Any]:
    return lambda _: value


_FIELDS: dict[str, Callable[[Record], Any]] = {
    "paperId": lambda record: record.sha,
    "externalIds": _external_ids,
    "corpusId": lambda record: record.corpus_id,
    "publicationVenue": _publication_venue,
    "url": lambda record: f"https://www.semanticscholar.org/paper/{record.sha}",
    "title": lambda record: record.title,
    "venue": _venue,
    "year": lambda record: record.year,
    "referenceCount": lambda record: 20 + int(digest(record.title)[-2:], 16) % 40,
    "citationCount": citation_count,
    "influentialCitationCount": _influential,
    "isOpenAccess": _constant(value=False),
    "openAccessPdf": lambda _: {"url": "", "status": None, "license": None},
    "fieldsOfStudy": lambda _: ["Computer Science"],
    "s2FieldsOfStudy": lambda _: [{"category": "Computer Science", "source": "s2-fos-model"}],
    "tldr": lambda record: {"model": "tldr@v2.0.0", "text": f"Stand-in summary of {record.title}."},
    "publicationTypes": _types,
    "publicationDate": publication_date,
    "journal": _journal,
    "citationStyles": _bibtex,
    "embedding": lambda _: {"model": "specter_v1", "vector": [0.0]},
    "authors": _authors,
    "citations": lambda _: [],
    "references": lambda _: [],
    "abstract": lambda record: record.text_of_abstract(),
    "textAvailability": lambda record: "abstract" if record.text_of_abstract() else "none",
}
