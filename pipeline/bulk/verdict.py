"""PURE: the decision of `matching` on rows of bulk files. Adds no rule of its own.

Most titles equal exactly one record's, and need no more than the tuple at hand: `settled` says what `decide` would, and
a test holds the two together. All others become an Entry and Records, and go to `decide`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.bulk.keys import without_tex
from pipeline.identifiers import arxiv_of_doi, canonical_arxiv, canonical_doi
from pipeline.matching import rules
from pipeline.matching.compare import compare
from pipeline.matching.decide import decide
from pipeline.matching.group import Offer, stands_alone
from pipeline.matching.normalise import surname
from pipeline.matching.venues import is_preprint_venue
from pipeline.models import Author, Entry, Ids, PaperId, Record, Verdict
from pipeline.sources.snapshot_lines import SNAPSHOT


class Asked(NamedTuple):
    """A title that is asked for, with what is known of its paper; identifiers in canonical spelling."""

    title: str
    year: int | None = None
    authors: tuple[str, ...] = ()
    doi: str | None = None
    arxiv: str | None = None


class Row(NamedTuple):
    """A record as it is prepared: `authors` in the JSON of its file, identifiers as its file spells them."""

    arxiv: str | None
    doi: str | None
    corpus_id: str | None
    title: str
    authors: str | None
    year: int | None
    venue: str | None
    citation_count: int | None


class Outcome(NamedTuple):
    """The verdict on one title, and the paper that it means: None throughout unless the verdict is a match."""

    verdict: Verdict
    reasons: tuple[str, ...]
    record_title: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str | None = None
    arxiv: str | None = None
    doi: str | None = None
    corpus_id: str | None = None
    citation_count: int | None = None
    runner_up: str | None = None

    @property
    def matched(self) -> bool:
        return self.record_title is not None


def settled(asked: Asked, title_alone: bool, year: int | None, authors: Sequence[str]) -> tuple[str, ...] | None:  # noqa: FBT001
    """The reasons for `exact`, where `decide` says so of the only record on offer, whose title is equal.

    `title_alone` is `stands_alone` of the title asked for. None where anything speaks against the record, where it
    takes a second witness, and where an identifier was given: those go to `decide`.
    """
    if not title_alone or asked.doi or asked.arxiv:
        return None
    comparison = _EQUAL._replace(
        same_authors=_same_authors(asked.authors, authors),
        year_gap=year - asked.year if year is not None and asked.year is not None else None,
    )
    if comparison.same_authors is False or comparison.year_fits is False:
        return None
    return (str(comparison.relation), *sorted(comparison.witnesses))


_EQUAL = compare(Entry(id="asked", title="equal", line=1), Record(source=SNAPSHOT, title="equal"))
"""Two equal titles about which nothing more is known; what is known of a pair takes its place there."""


def needs_no_witness(title: str) -> bool:
    """Whether a title, met again, is evidence enough; the part of `settled` that does not depend on the record. Of a
    title whose TeX lies in words of their own, the others must be enough, and no TeX has to be parsed. Most titles are
    plain and long, and need not be folded to be told so."""
    if not _FOLDED_OTHERWISE.search(title):
        words = _WORDS.findall(title)
        long = len(words) >= rules.STANDS_ALONE_WORDS and sum(map(len, words)) >= rules.STANDS_ALONE_LETTERS
        if long and " ".join(words).lower() not in rules.GENERIC_TITLES:
            return True
    return stands_alone(without_tex(title))


_FOLDED_OTHERWISE = re.compile(r"[^ -~]|[\\${}&<'`+]")
"""Signs that folding does more about than to part words."""
_WORDS = re.compile(r"[A-Za-z0-9]+")


def decided(asked: Asked, rows: Sequence[tuple[Row, bool]]) -> Outcome:
    """What `decide` makes of the records on offer; with each record whether an identifier led to it."""
    records = [record_of(row) for row, _ in rows]
    offers = [Offer(record, "link" if by_id else "title") for record, (_, by_id) in zip(records, rows, strict=True)]
    decision = decide(entry_of(asked), offers)
    accepted = [sourced.record for sourced in decision.accepted]
    runner_up = next((one.record for one in decision.candidates if one.record not in accepted), None)
    named = _named(runner_up) if runner_up else None
    if not accepted:
        return Outcome(decision.verdict, decision.reasons, runner_up=named)
    return _accepted(decision.verdict, decision.reasons, accepted, named)


def accepted_alone(row: Row, reasons: tuple[str, ...]) -> Outcome:
    """`exact` for the only record on offer, without making one: most titles end here."""
    arxiv, doi = _ids_of(row)
    return Outcome(
        "exact",
        reasons,
        record_title=" ".join(row.title.split()),
        authors=names_of(row.authors),
        year=row.year,
        venue=row.venue,
        arxiv=arxiv,
        doi=doi,
        corpus_id=row.corpus_id,
        citation_count=row.citation_count,
    )


def _accepted(verdict: Verdict, reasons: tuple[str, ...], records: Sequence[Record], runner_up: str | None) -> Outcome:
    """Title and authors of the deciding record; identifiers from all records of the work; year and venue, which
    describe one version, from one record, and rather from a published one."""
    first = records[0]
    dated = next((one for one in records if not is_preprint_venue(one.venue)), first)
    return Outcome(
        verdict,
        reasons,
        record_title=first.title,
        authors=tuple(author.name for author in first.authors),
        year=dated.year,
        venue=dated.venue,
        arxiv=next((one.ids.arxiv for one in records if one.ids.arxiv), None),
        doi=next((one.ids.doi for one in records if one.ids.doi), None),
        corpus_id=next((one.ids.corpus_id for one in records if one.ids.corpus_id), None),
        citation_count=next((one.citation_count for one in records if one.citation_count is not None), None),
        runner_up=runner_up,
    )


def entry_of(asked: Asked) -> Entry:
    ids = (("arxiv", asked.arxiv), ("doi", asked.doi))
    return Entry(
        id="asked",
        title=asked.title,
        line=1,
        year=asked.year,
        authors=asked.authors,
        ids=tuple(PaperId("arxiv" if kind == "arxiv" else "doi", value) for kind, value in ids if value),
    )


def record_of(row: Row) -> Record:
    """The record as `snapshot_lines` reads it from the same line, as far as matching looks at it; but an identifier by
    which its own file names it stays, though it is none that arXiv could give."""
    arxiv, doi = _ids_of(row)
    return Record(
        source=SNAPSHOT,
        title=" ".join(row.title.split()),
        authors=tuple(Author(name=name) for name in names_of(row.authors)),
        venue=row.venue,
        year=row.year,
        ids=Ids(arxiv=arxiv, doi=doi, corpus_id=row.corpus_id),
        citation_count=row.citation_count,
    )


def _ids_of(row: Row) -> tuple[str | None, str | None]:
    """arXiv identifier and DOI, in canonical spelling where they have one."""
    arxiv = row.arxiv or (arxiv_of_doi(row.doi) if row.doi else None)
    doi = canonical_doi(row.doi) if row.doi else None
    return canonical_arxiv(arxiv) or arxiv if arxiv else None, None if doi is None or arxiv_of_doi(doi) else doi


def names_of(authors: str | None) -> tuple[str, ...]:
    """The names in arXiv's `[["Last", "First", "suffix"], …]` or Semantic Scholar's `[{"name": …}, …]`."""
    try:
        listed = json.loads(authors) if authors else []
    except ValueError:
        return ()
    named = (_name(one) for one in listed) if isinstance(listed, list) else ()
    return tuple(name for name in named if name)


def _name(listed: object) -> str:
    if isinstance(listed, dict):
        return " ".join(str(listed.get("name") or "").split())
    if not isinstance(listed, list):
        return ""
    last, first, suffix = (*map(str, listed), "", "", "")[:3]
    return " ".join(f"{first} {last} {suffix}".split())


def _named(record: Record) -> str:
    """A record in few words: its title, and the identifier by which to look it up."""
    known = record.ids.known()
    return f"{record.title} [{known[0]}]" if known else record.title


def _same_authors(ours: Sequence[str], theirs: Sequence[str]) -> bool | None:
    if not ours or not theirs:
        return None
    return not {surname(name) for name in ours}.isdisjoint(surname(name) for name in theirs)
