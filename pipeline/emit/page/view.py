"""What the page says of each paper: plain text and numbers, for the template to escape and place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pipeline.emit.page.charts import Spark, spark
from pipeline.emit.page.folding import words_beyond_script
from pipeline.emit.standing import marks, where_abstract_is_from
from pipeline.models import Citations, Link, Paper
from pipeline.vocabulary.addresses import best_url, named_links, web_address
from pipeline.vocabulary.phrases import counted, field_name, source_name
from pipeline.vocabulary.text import one_line
from pipeline.vocabulary.venues import short_name, venue_and_year

_NAMED_AT_ONCE = 8


class Card(NamedTuple):
    """One paper. `authors` are those named at once, `more_authors` the others; `venue` and `year` are for the filters,
    `where` is how they read. `rate` is citations a year. `words` are for the search alone."""

    id: str
    title: str
    url: str | None
    also: tuple[str, ...]
    authors: str
    more_authors: tuple[str, ...]
    where: str
    venue: str
    year: int | None
    citations: int | None
    cited: str
    rate: float | None
    spark: Spark | None
    marks: tuple[str, ...]
    notes: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    has: str
    abstract: str
    abstract_source: str
    match: str
    sources: tuple[str, ...]
    bibtex: str
    words: str


def card(paper: Paper, bibtex: str, history: Sequence[tuple[date, int]] = ()) -> Card:
    """What the page says of `paper`; where the list names it twice, it is one card with the notes of both places."""
    names = [name for author in paper.authors if (name := one_line(author.name))]
    at_once = names if len(names) <= _NAMED_AT_ONCE else names[: _NAMED_AT_ONCE - 2]
    listed = [link for place in paper.listed for link in place.links]
    also = _also(paper)
    tag = next((place.tag for place in paper.listed if place.tag), None)
    return Card(
        id=paper.id,
        title=one_line(paper.title) or "untitled",
        url=_best_address(paper, listed),
        also=tuple(also),
        authors=", ".join(at_once),
        more_authors=tuple(names[len(at_once) :]),
        where=one_line(venue_and_year(paper.venue, paper.year) if paper.venue else tag or str(paper.year or "")),
        venue=one_line(short_name(paper.venue or "")),
        year=paper.year,
        citations=paper.citations.count,
        cited=_cited(paper.citations),
        rate=citations_a_year(paper),
        spark=spark(history),
        marks=tuple(marks(paper)),
        notes=tuple(note for place in paper.listed for text in place.notes if (note := one_line(text))),
        links=tuple(named_links(paper.links, listed, [paper.title, *(place.title for place in paper.listed)])),
        has=" ".join(what for what in ("code", "pdf") if web_address(getattr(paper.links, what) or "")),
        abstract=one_line(paper.abstract or ""),
        abstract_source=where_abstract_is_from(paper),
        match="; ".join((paper.match.verdict.replace("_", " "), *paper.match.reasons)),
        sources=tuple(_sources(paper)),
        bibtex=bibtex,
        words=words_beyond_script([paper.title, *(place.title for place in paper.listed), *paper.former_titles]),
    )


def citations_a_year(paper: Paper) -> float | None:
    """Citations for each calendar year that the paper has been out, the year of the count included; None if unknown."""
    count, as_of = paper.citations.count, paper.citations.as_of
    if count is None or as_of is None or paper.year is None:
        return None
    return round(count / max(1, as_of.year - paper.year + 1), 2)


def _best_address(paper: Paper, listed: Sequence[Link]) -> str | None:
    url = best_url(paper.links, listed)
    return web_address(url) if url else None


def _also(paper: Paper) -> Iterator[str]:
    """The titles under which the paper is or was known, other than its own. One that the list gives need not be a
    former one: lists shorten."""
    told = {_compared(paper.title)}
    known_as = [("Listed as", place.title) for place in paper.listed]
    for how, title in known_as + [("Formerly", title) for title in paper.former_titles]:
        if _compared(title) not in told:
            told.add(_compared(title))
            yield f"{how} “{one_line(title)}”"


def _compared(title: str) -> str:
    return one_line(title).casefold()


def _cited(citations: Citations) -> str:
    return "" if citations.count is None else counted(citations.count, "citation", "citations")


def _sources(paper: Paper) -> Iterator[str]:
    """A line for each source and day, with the fields that it filled."""
    fields: dict[tuple[date, str], list[str]] = {}
    for path, row in sorted(paper.provenance.items()):
        fields.setdefault((row.as_of, row.source), []).append(field_name(path))
    for (day, source), names in sorted(fields.items()):
        name = source_name(source)
        yield f"{name[:1].upper() if name.startswith('the ') else name[:1]}{name[1:]}, since {day}: {', '.join(names)}"


# ---- the list and its filters --------------------------------------------------------------------------------------


class Choice(NamedTuple):
    """One thing to filter by: what the address bar says, what people read, and how many papers there are."""

    value: str
    label: str
    papers: int


def choices(values: Iterable[str]) -> list[Choice]:
    """What there is to choose from, in alphabetical order without regard to case."""
    numbers: dict[str, int] = {}
    for value in values:
        if value:
            numbers[value] = numbers.get(value, 0) + 1
    return [Choice(value, value, numbers[value]) for value in sorted(numbers, key=lambda each: (each.casefold(), each))]
