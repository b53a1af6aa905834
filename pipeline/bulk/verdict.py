"""PURE: the decision of `matching` on rows of bulk files, taken on plain tuples. Adds no rule of its own.

Most titles equal exactly one record's, and need not even be compared: `settled` says what `choose` would, and a test
holds the two together. All others go to `choose`, which `decide` asks about entries and records too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pipeline.identifiers import arxiv_of_doi, canonical_arxiv, canonical_doi
from pipeline.matching import rules
from pipeline.matching.choose import choose
from pipeline.matching.compare import compare_beside
from pipeline.matching.features import Listed, Offered, Printed
from pipeline.matching.group import group, stands_alone
from pipeline.matching.tex import without_tex
from pipeline.matching.titles import compare_titles
from pipeline.matching.venues import is_preprint_venue
from pipeline.models import IdKind, PaperId, Period, Verdict
from pipeline.sources.snapshot_lines import SNAPSHOT


class Asked(NamedTuple):
    """A title that is asked for, with what is known of its paper; identifiers in canonical spelling."""

    title: str
    year: int | None = None
    authors: tuple[str, ...] = ()
    doi: str | None = None
    arxiv: str | None = None
    venue: str | None = None
    period: Period | None = None

    @property
    def listed(self) -> Listed:
        return Listed(self.title, self.year, self.authors, self.venue, self.period)


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
    published: date | None = None


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


def settled(asked: Asked, title_alone: bool, row: Row) -> tuple[str, ...] | None:  # noqa: FBT001
    """The reasons for `exact`, where `choose` says so of the only record on offer, whose title is equal, signs and all
    (`sign_vetoes`).

    `title_alone` is `stands_alone` of the title asked for. None where anything speaks against the record, where it
    takes a second witness, and where an identifier or days were given: those go to `choose`.
    """
    if not title_alone or asked.doi or asked.arxiv or asked.period:
        return None
    names = names_of(row.authors) if asked.authors else ()
    comparison = compare_beside(_EQUAL, 100.0, asked.listed, Printed("", row.year, names, row.venue))
    if comparison.same_authors is False or comparison.year_fits is False:
        return None
    return (str(comparison.relation), *comparison.witnesses)


_EQUAL = compare_titles("equal", "equal")
"""What is said of any two equal titles."""


def needs_no_witness(title: str) -> bool:
    """Whether an equal title is evidence enough (`stands_alone`); the part of `settled` that depends on no record.

    Most titles begin with four plain words that count, which is more than any generic title has: they are told without
    folding. Words that hold TeX are left out, and the others must be enough, so that no TeX has to be parsed.
    """
    special = _SPECIAL.search(title)
    head = title[: special.start()].rpartition(" ")[0] if special else title
    words = set[str]()
    for word in head.lower().split():
        if word.isalnum() and word.isascii() and word not in rules.STOP_WORDS:
            words.add(word)
            if len(words) >= rules.STANDS_ALONE_WORDS:
                return True
    return stands_alone(without_tex(title))


_SPECIAL = re.compile(r"[\\${}&<%]")
"""Signs of TeX, markup and entities, which say something of what follows."""


def decided(asked: Asked, rows: Sequence[tuple[Row, bool]]) -> Outcome:
    """What `choose` makes of the records on offer; with each record whether an identifier led to it."""
    printed = [printed_of(row) for row, _ in rows]
    offered = [
        Offered(place, one, "link" if by_id else "title")
        for place, (one, (_, by_id)) in enumerate(zip(printed, rows, strict=True))
    ]
    choice = choose(asked.listed, group(offered))
    accepted = [one.place for one in choice.accepted]
    runner_up = next((one.best.printed for one in choice.judged if one.best.place not in accepted), None)
    named = _named(runner_up) if runner_up else None
    if not accepted:
        return Outcome(choice.verdict, choice.reasons, runner_up=named)
    work = [(printed[place], rows[place][0].citation_count) for place in accepted]
    return _accepted(choice.verdict, choice.reasons, work, named)


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


def _accepted(
    verdict: Verdict, reasons: tuple[str, ...], work: Sequence[tuple[Printed, int | None]], runner_up: str | None
) -> Outcome:
    """Title and authors of the deciding record; identifiers from all records of the work; year and venue, which
    describe one version, from one record, and rather from a published one. `work` is each record and its citations."""
    first = work[0][0]
    dated = next((one for one, _ in work if not is_preprint_venue(one.venue)), first)
    ids = [dict(one.ids) for one, _ in work]
    return Outcome(
        verdict,
        reasons,
        record_title=first.title,
        authors=first.authors,
        year=dated.year,
        venue=dated.venue,
        arxiv=next((one["arxiv"] for one in ids if "arxiv" in one), None),
        doi=next((one["doi"] for one in ids if "doi" in one), None),
        corpus_id=next((one["corpus_id"] for one in ids if "corpus_id" in one), None),
        citation_count=next((count for _, count in work if count is not None), None),
        runner_up=runner_up,
    )


def printed_of(row: Row) -> Printed:
    """The part of the record that matching looks at, as `snapshot_lines` reads it from the same line. One thing
    differs: an identifier by which arXiv's file names a record stays, even if arXiv could not have given it."""
    kinds: tuple[IdKind, ...] = ("arxiv", "doi", "corpus_id")
    ids = tuple(
        PaperId(kind, value) for kind, value in zip(kinds, (*_ids_of(row), row.corpus_id), strict=True) if value
    )
    return Printed(
        " ".join(row.title.split()), row.year, names_of(row.authors), row.venue, ids, SNAPSHOT, row.published
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


def _named(printed: Printed) -> str:
    """A record in few words: its title, and the identifier by which to look it up."""
    return f"{printed.title} [{printed.ids[0]}]" if printed.ids else printed.title
