"""PURE: every version in which a work has appeared, each with what describes that version alone, the leading one first.

The leading version is the one that the paper's own fields describe. The others come from today's records, and from the
last catalogue while somebody who could tell of them is silent. Two accounts of one version complete each other; the
venue of one version never meets the year, the day or the DOI of another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final, TypeVar
from urllib.parse import unquote

from pipeline.identifiers import url_of
from pipeline.matching.normalise import fold
from pipeline.matching.venues import is_preprint_venue, same_venue
from pipeline.merging.claims import PRECEDENCE, source_rank
from pipeline.merging.kinds import is_preprint_doi, is_refused, is_withdrawn, kind_of
from pipeline.merging.versions import VersionRecords, every_version, version_claims
from pipeline.models import Ids, Links, Paper, PaperId, Record, Sourced, SourceName, Version, VersionKind

_ORDER: Final[tuple[VersionKind, ...]] = ("journal", "conference", "workshop", "other", "preprint")
"""How the versions stand that follow the leading one."""

_Fields = TypeVar("_Fields", Ids, Links)


def appearances(
    paper: Paper, records: Sequence[Sourced], last: Sequence[Version] = (), silent: Collection[SourceName] = ()
) -> tuple[Version, ...]:
    """The versions of a paper; none for one that is not matched. `last` are those of the last catalogue.

    The order of the records never matters, and what is told twice is told once.
    """
    if paper.status != "matched":
        return ()
    today = [_told(version, records, silent) for version in every_version(records)] + _hinted(records)
    kept = last if silent or not records else [one for one in last if _is_kept_preprint(one, paper)]
    kept = [_escaped(one) for one in kept]
    if any(one.record.source == "arxiv" for one in records):
        kept = [one.model_copy(update={"version": None, "withdrawn": False}) for one in kept]
    lead = _lead(paper, [*today, *kept])
    others: list[Version] = []
    for one in (*today, *kept):
        if _same(lead, one):
            lead = _completed(lead, one, dates=False)
        elif place := [nth for nth, other in enumerate(others) if _same(other, one)]:
            others[place[0]] = _completed(others[place[0]], one, dates=True)
        else:
            others.append(one)
    return (lead, *sorted((one for one in others if _says_something(one)), key=_rank))


def _is_kept_preprint(version: Version, paper: Paper) -> bool:
    """A preprint stays for as long as the paper bears its identifier, whoever tells of it today."""
    return version.kind == "preprint" and version.ids.arxiv is not None and version.ids.arxiv == paper.ids.arxiv


def _escaped(version: Version) -> Version:
    """A version of the last catalogue with its links as they would be written today: a page that follows from an
    identifier may have been kept unescaped."""
    pages = {unquote(page): page for known in version.ids.known() if (page := url_of(known))}
    links = {name: pages.get(unquote(url), url) for name, url in version.links if url}
    return version.model_copy(update={"links": version.links.model_copy(update=links)})


# ---- one version --------------------------------------------------------------------------------------------------


def _lead(paper: Paper, accounts: Iterable[Version]) -> Version:
    """The leading version, out of the paper's own fields; an identifier that only other versions bear is theirs."""
    own_doi = paper.ids.doi is not None and not is_preprint_doi(paper.ids.doi)
    kind = _kind(paper.venue, paper.ids, published=own_doi or not is_preprint_venue(paper.venue))
    bare = Version(kind=kind, venue=paper.venue, year=paper.year, published=paper.published, ids=_own(paper.ids, kind))
    told = list(accounts)
    mine = {known for one in told if _same(bare, one) for known in one.ids.known()}
    theirs = {known for one in told if not _same(bare, one) for known in one.ids.known()}
    ids = {known.kind: known.value for known in bare.ids.known() if known in mine or known not in theirs}
    landing = paper.links.landing if kind == "preprint" or paper.links.landing != paper.links.arxiv else None
    return _linked(bare.model_copy(update={"ids": Ids.model_validate(ids)}), landing=landing)


def _told(version: VersionRecords, sourced: Sequence[Sourced], silent: Collection[SourceName]) -> Version:
    """One version as its records describe it."""
    own = [one for one in sourced if one.record.source == "arxiv" or one in version.sourced]
    found = {path: claim.value for path, claim in version_claims(version, own, (), silent).items()}
    ids = _ids(version.records)
    venue = found.get("venue")
    kind = _kind(venue if isinstance(venue, str) else None, ids, published=version.published)
    arxiv = next((record for record in version.records if record.source == "arxiv"), None)
    told = Version.model_validate(
        {
            "kind": kind,
            "venue": venue,
            "year": found.get("year"),
            "published": found.get("published"),
            "ids": _own(ids, kind),
            "version": arxiv.version if arxiv else None,
            "withdrawn": any(is_withdrawn(record.comment) for record in version.records),
        }
    )
    landing = found.get("links.landing")
    return _linked(told, landing=landing if isinstance(landing, str) else None, pdf=_pdf(version.records, kind))


def _hinted(records: Sequence[Sourced]) -> list[Version]:
    """Versions without a record of their own, which the records of other versions mention: a preprint by its
    identifier, and a published version that the authors name at arXiv by both DOI and journal reference. A DOI alone is
    mistyped too often."""
    preprints = {one.record.ids.arxiv for one in records if one.record.ids.arxiv is not None}
    claimed = {
        (one.record.ids.doi, kind_of(one.record.journal_ref))
        for one in records
        if one.record.ids.doi is not None and one.record.journal_ref is not None and one.record.source == "arxiv"
    }
    return [
        *(_linked(Version(kind="preprint", venue="arXiv", ids=Ids(arxiv=arxiv))) for arxiv in sorted(preprints)),
        *(_linked(Version(kind=kind, ids=Ids(doi=doi))) for doi, kind in sorted(claimed) if not is_preprint_doi(doi)),
    ]


def _kind(venue: str | None, ids: Ids, *, published: bool) -> VersionKind:
    if not published and ids.arxiv is not None:
        return "preprint"
    return "other" if is_refused(venue) else kind_of(venue, ids.dblp)


def _ids(records: Sequence[Record]) -> Ids:
    """Of each kind the identifier of the source that is believed first."""
    found = {}
    for kind in Ids.model_fields:
        order = PRECEDENCE.get(f"ids.{kind}", ())
        told = sorted(
            (source_rank(one.source, order), value) for one in records if (value := getattr(one.ids, kind)) is not None
        )
        if told:
            found[kind] = told[0][1]
    return Ids.model_validate(found)


def _own(ids: Ids, kind: VersionKind) -> Ids:
    """The identifiers without those whose form shows that they belong to another version: arXiv's identifier and its
    DBLP key on a published version, any other DOI or DBLP key than a preprint's on a preprint."""
    strange: dict[str, None] = {}
    of_arxiv = (ids.dblp or "").startswith("journals/corr/")
    if kind != "preprint":
        strange["arxiv"] = None
    if ids.doi is not None and kind == "preprint" and not is_preprint_doi(ids.doi):
        strange["doi"] = None
    if ids.dblp is not None and of_arxiv is not (kind == "preprint"):
        strange["dblp"] = None
    return ids.model_copy(update=strange)


def _pdf(records: Sequence[Record], kind: VersionKind) -> str | None:
    """The version's own file: what Semantic Scholar calls a paper's open PDF is most often arXiv's."""
    pdfs = sorted(record.links.pdf for record in records if record.links.pdf)
    return next((pdf for pdf in pdfs if ("arxiv.org/" in pdf) is (kind == "preprint")), None)


def _linked(version: Version, landing: str | None = None, pdf: str | None = None) -> Version:
    """The version with the pages that follow from its identifiers; the landing page is the given one, or the best."""
    ids = version.ids
    doi = url_of(PaperId("doi", ids.doi)) if ids.doi else None
    arxiv = url_of(PaperId("arxiv", ids.arxiv)) if ids.arxiv else None
    page = url_of(PaperId("semantic_scholar", ids.semantic_scholar)) if ids.semantic_scholar else None
    links = Links(
        landing=landing or doi or arxiv or page,
        pdf=pdf or (f"https://arxiv.org/pdf/{ids.arxiv}" if ids.arxiv else None),
        arxiv=arxiv,
        doi=doi,
        semantic_scholar=page,
    )
    return version.model_copy(update={"links": links})


# ---- two accounts of one version ----------------------------------------------------------------------------------


def _same(one: Version, other: Version) -> bool:
    """Whether two accounts are of one version: both preprints of one server, or both published in one place."""
    if (one.kind == "preprint") is not (other.kind == "preprint"):
        return False
    if one.kind == "preprint":
        return _server(one.venue) == _server(other.venue) and _agree(one.ids.arxiv, other.ids.arxiv)
    if one.ids.doi is not None and one.ids.doi == other.ids.doi:
        return True
    if (one.kind == "workshop") is not (other.kind == "workshop"):
        return False
    if {one.kind, other.kind} == {"journal", "conference"} and None in (one.venue, other.venue):
        return False
    same = same_venue(one.venue, other.venue)
    return same is True or (
        same is None and _agree(one.ids.doi, other.ids.doi) and not one.venue == other.venue is None
    )


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _server(venue: str | None) -> str:
    name = fold(venue or "arXiv") if not is_refused(venue) else "arxiv"
    return "arxiv" if name.startswith("arxiv") or name == "corr" else name


def _completed(version: Version, by: Version, *, dates: bool) -> Version:
    """The first account, with what it leaves unsaid taken from the other; a day is kept only if it lies in the year.

    Without `dates`, venue, year, day and DOI stay as they are: those of the leading version are settled already.
    """
    ids = by.ids if dates else by.ids.model_copy(update={"doi": None})
    more: dict[str, object] = {
        "ids": _filled(version.ids, ids),
        "version": version.version if version.version is not None else by.version,
        "withdrawn": version.withdrawn or by.withdrawn,
    }
    if dates:
        year = version.year if version.year is not None else by.year
        day = version.published or by.published
        more |= {
            "venue": version.venue or by.venue,
            "year": year,
            "published": day if day and day.year == year else None,
        }
    links = by.links if dates else by.links.model_copy(update={"doi": None})
    return version.model_copy(update=more | {"links": _filled(version.links, links)})


def _filled(one: _Fields, other: _Fields) -> _Fields:
    return one.model_copy(
        update={field: value for field, value in other if value is not None and getattr(one, field) is None}
    )


def _says_something(version: Version) -> bool:
    return not (version.venue is None or is_refused(version.venue)) or version.ids.known() != ()


def _rank(version: Version) -> tuple[int, int, str, tuple[tuple[str, str], ...]]:
    return _ORDER.index(version.kind), -(version.year or 0), version.venue or "", version.ids.known()
