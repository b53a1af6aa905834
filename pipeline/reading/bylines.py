"""PURE: who wrote a paper and where it appeared, from a text that says nothing else: `Ada Odell, Ivo Tarn. OSDI 2020`.

A text of which any part is neither people's names nor a venue is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from pipeline.reading.names import names_in, sole_name
from pipeline.reading.spans import Span, plain
from pipeline.reading.tags import Tag, is_known_venue, leading_tag, parse_tag, trailing_tag

SENTENCE = re.compile(
    r"(?:(?<=[.?!])(?<!\b[A-Z]\.)(?<!\bvs\.)(?<!\bDr\.)(?<!\bSt\.)\s+|(?<=[.?!][\"”])\s+|[。]\s*)(?=\S)"
)
_NUMBERED = re.compile(
    r"(?P<venue>[A-Z][^()\d]{1,80}?)[\s,]+(?:\(\d+\)\s)?\d+(?:\.\d+)?(?:, [\w.-]+)?(?:, Article \d+)?"
    r"\s\((?:[A-Z][a-z]{2,8}\.? )?(?P<year>(?:19|20)\d\d)\)(?:[:,][\s\d–-]+(?:pages)?)?\.?$"
)
"""`Nature 521.7553 (2015): 436-444`, `ICML (3) 28 (2013)`, `ACM Trans. Tides 6, 5, Article 12 (May 2018), 20 pages`, as
a whole"""
_VOLUME_BEHIND = re.compile(
    r",?\s+\d+\s?(?:\(\d[\d–-]*\)?(?:[,:]\s?(?:pp?\.\s?)?\d[\d–-]*)?|[,:]\s?(?:pp?\.\s?)?\d+[–-]+\d+)$"
)
"""`, 31(2), 3-32` behind a journal's name"""
_BY_AUTHOR = re.compile(r"by\s+(?P<name>\S.{0,60})", re.IGNORECASE)
PLACE = re.compile(r"\s*\(([^()]{2,80})\)[\s.]*$")
EDGES = " \t,;:|·•→–—/\\-.()[]*_"
_PRESENTED = re.compile(
    r"^(?:in|at|published (?:in|at)|accepted (?:by|to|at|in|for)|appeared (?:in|at)|to appear (?:in|at))\s+",
    re.IGNORECASE,
)
_REMARK_BEHIND_YEAR = re.compile(
    r"\(?(?:19|20)\d\d[a-z]?\)?[.,]?\s+(?:\([^()]*\)[\s.]*$|[^:]*\w: )"
    r"|[^\W\d_].*?(?:19|20)\d\d\)?\.\s+(?:\(|[^\W\d_][\w-]*:?\s+[^\W\d_])"
)
"""What stands behind a year in brackets or before a colon (`2013. (KILN)`), or behind a venue with its year in several
words (`ICML 2013. They fire kilns`), says something else of the paper."""
OTHERS = re.compile(r"\bet\.? al\b", re.IGNORECASE)
_OTHERS_AND_YEAR = re.compile(r"(?P<names>[^\d()]{2,80}\bet\.? al\b\.?),?\s+(?P<year>(?:19|20)\d\d)", re.IGNORECASE)
_OTHERS_AND_VENUE = re.compile(r"(?P<names>[^\d]{2,200}?)\s+et\.? al\b[.,]*(?P<venue>[^.,;]{0,60})\.?", re.IGNORECASE)
_IN_PARENTHESES = re.compile(r"\s*\([^()]*\)")
_LONGEST_SENTENCES = 600
_LONGEST_REFERENCE = 2000
_LETTERS_A_NAME = 30
"""Characters: what is longer is prose, and slow to take apart, unless it is full of commas, as are the names of a
hundred authors."""
LONGEST_VENUE = 14
_LONGEST_NAME = 4
_ABBREVIATED = re.compile(r"[^\W\d_]{2,}\.")
"""`Appl.`: one word with a full stop is the end of a venue, and what stands before it is no name."""


class Credits(NamedTuple):
    """Who wrote a paper and where it appeared, as far as a text says so and nothing else."""

    authors: tuple[str, ...] = ()
    tag: Tag | None = None


class Reference(NamedTuple):
    title: str
    credits: Credits
    rest: str = ""
    name: str = ""
    """The short name that stands before a title in quotation marks."""


def is_prose(text: str) -> bool:
    """Whether a text is too long for a reference."""
    if len(text) <= _LONGEST_SENTENCES:
        return False
    return len(text) > min(_LONGEST_REFERENCE, _LETTERS_A_NAME * sum(map(text.count, (",", ";", "，", "、"))))


def credits_in(text: str, *, fewest: int = 2) -> Credits | None:
    """The names and the venue that a text is made of; None if it says anything else."""
    if is_prose(text):
        return None
    text = text.replace("，", ", ")
    closed = trailing_tag(text) or ("(" in text.lstrip(EDGES) and text.count("(") == text.count(")"))
    edges = EDGES.replace(")", "").replace("]", "") if closed else EDGES
    text = text.rstrip(edges).lstrip(edges.replace("(", "").replace("[", "") if leading_tag(text) else edges)
    if not text:
        return None
    if named := _names_alone(text, fewest):
        return named
    tagged = trailing_tag(text)
    if tagged and (credited := _with_names(tagged.rest, tagged.tag)):
        return credited
    if (opened := leading_tag(text)) and is_known_venue(opened.tag.text) and (names := names_in(opened.rest, fewest=1)):
        return Credits(names, opened.tag)
    pieces = re.split(r"(?<=[,.;|])\s+|\s+[-–—]{1,3}\s+", text)
    return _venue_first(pieces) or _venue_last(pieces)


def _names_alone(text: str, fewest: int) -> Credits | None:
    """The names that a text is made of, `et al.` with the year right behind it included."""
    dated = _OTHERS_AND_YEAR.fullmatch(text)
    authors = names_in(dated["names"], fewest=1) if dated else names_in(text, fewest=fewest)
    tag = Tag(dated["year"], None, int(dated["year"])) if dated else None
    return Credits(authors, tag) if authors else None


def is_byline(text: str) -> bool:
    """Whether a text beyond doubt says nothing but who wrote a paper, or where it appeared: several names, or one and
    others, or a well-known venue. One name before a venue may be a short title."""
    credited = credits_in(text)
    if credited is None:
        return False
    if credited.authors:
        return len(credited.authors) > 1 or OTHERS.search(text) is not None
    return credited.tag is not None and is_known_venue(credited.tag.text)


def is_full_byline(text: str) -> bool:
    """Whether a text says both who wrote a paper and where it appeared, so that a short title may stand before."""
    credited = credits_in(text) if OTHERS.search(text) else None
    return credited is not None and bool(credited.authors and credited.tag and is_known_venue(credited.tag.text))


def _venue_last(pieces: Sequence[str]) -> Credits | None:
    """`Kaiming He, Jian Sun. CVPR 2016`. What reads like one more author before the year is a venue only behind a full
    stop (`J. Neurosci 2016`)."""
    for cut in range(len(pieces) - 1, -1, -1):
        venue = " ".join(pieces[cut:]).strip(EDGES.replace(")", "").replace("(", ""))
        name, venue = _name_before(venue)
        tag = venue_in(venue)
        if tag and tag.venue and _ABBREVIATED.fullmatch(tag.venue) and not is_known_venue(tag.text):
            continue
        closed = cut > 0 and pieces[cut - 1].endswith(".")
        if tag and tag.venue and not closed and sole_name(tag.venue, initialled=True):
            continue
        if tag and (credited := _with_names(" ".join((*pieces[:cut], name)), tag)):
            return credited
    return None


def _name_before(venue: str) -> tuple[str, str]:
    """`Geoffrey Hinton ICML 2020`: a name in full runs on into a well-known venue."""
    words = venue.split()
    for cut in range(2, min(len(words), _LONGEST_NAME + 1)):
        if is_known_venue(" ".join(words[cut:])) and names_in(" ".join(words[:cut]), fewest=1):
            return " ".join(words[:cut]), " ".join(words[cut:])
    return "", venue


def _venue_first(pieces: Sequence[str]) -> Credits | None:
    """`ICLR 2015 - Adriana Romero, Nicolas Ballas`"""
    for cut in range(1, len(pieces)):
        venue = " ".join(pieces[:cut]).strip(EDGES)
        if is_known_venue(venue) and (authors := names_in(" ".join(pieces[cut:]), fewest=1)):
            return Credits(authors, venue_in(venue))
    return None


def slanted_credits(said: Sequence[Span]) -> Credits | None:
    """The same where italics tell the names from what stands behind them: `*Ting Chen, Geoffrey Hinton* ICML 2020`."""
    words = [part for part in said if part.text.strip(EDGES)]
    slanted = len(list(takewhile(lambda part: part.slanted, words)))
    names, behind = plain(words[:slanted]), plain(words[slanted:])
    authors = names_in(names, fewest=2) if 0 < slanted < len(words) else ()
    later = credits_in(behind) if authors else None
    return Credits(authors, later.tag) if later and not later.authors else None


def others_and_venue(text: str) -> Credits | None:
    """The authors and the venue of `Ada Odell (Shore University) et al. Tide Letters`, where type tells already that
    the text is no part of a title. The venue needs neither be known nor have a year."""
    found = _OTHERS_AND_VENUE.fullmatch(text.strip())
    authors = names_in(_IN_PARENTHESES.sub("", found["names"]), fewest=1) if found else ()
    venue = found["venue"].strip() if found else ""
    if not authors or len(venue.split()) > LONGEST_VENUE or (venue and not venue[0].isupper() and venue != "arXiv"):
        return None
    return Credits(authors, (venue_in(venue) or Tag(venue, venue, None)) if venue else None)


def author_before(text: str) -> str:
    """The one author that a text before a marked title names: `J. Odell:`, `Mary Odell,` (or `;`), `Odell.`; "" for any
    other text. A short name of the paper has neither an initial nor a full stop."""
    text = text.strip()
    bare = text.rstrip(" .,:;")
    if name := sole_name(bare, initialled=not text.endswith((".", ",", ";"))):
        return name
    surname = text.endswith(".") and bare.isalpha() and bare[1:].islower() and bool(sole_name(f"J. {bare}"))
    return bare if surname else ""


def author_behind(text: str) -> str:
    """The one author in `by J. Odell` behind a title; without an initial, words behind `by` may be the title's."""
    found = _BY_AUTHOR.fullmatch(text)
    return sole_name(found["name"], initialled=True) if found else ""


def _with_names(text: str, tag: Tag) -> Credits | None:
    text = text.strip(EDGES)
    if not text:
        return Credits((), tag)
    authors = names_in(text, fewest=1)
    return Credits(authors, tag) if authors else None


def venue_in(text: str) -> Tag | None:
    """The venue that a text is: it names a year, or is well known. Volume and pages are no part of it."""
    text = _PRESENTED.sub("", text)
    if not text or _REMARK_BEHIND_YEAR.match(text):
        return None
    if volume := _NUMBERED.match(text):
        return Tag(f"{volume['venue']} {volume['year']}", volume["venue"], int(volume["year"]))
    tag = parse_tag(text, longest=LONGEST_VENUE)
    if tag is None or tag.venue is None:
        return tag
    venue = _VOLUME_BEHIND.sub("", tag.venue)
    return tag if venue == tag.venue else Tag(f"{venue} {tag.year}" if tag.year else venue, venue, tag.year)


def opening_credits(text: str) -> tuple[Credits, str] | None:
    """The authors and the year with which a text begins, or a well-known venue with its year, and the sentences that it
    goes on with; or the authors, and what brackets behind them say."""
    place = PLACE.search(text) if not is_prose(text) else None
    before = credits_in(text[: place.start()]) if place else None
    if place and before and before.authors:
        return before, place[1]
    sentences = [each for each in SENTENCE.split(text) if each.strip()] if not is_prose(text) else []
    for cut in range(len(sentences) - 1, 0, -1):
        credited = credits_in(" ".join(sentences[:cut]))
        tag = credited.tag if credited else None
        if credited and tag and tag.year and (credited.authors or is_known_venue(tag.text)):
            return credited, " ".join(sentences[cut:])
    return None


def in_year(tag: Tag | None, year: int | None) -> Tag | None:
    """The tag with the year that stands apart from the venue, if it has none itself."""
    if year is None or (tag and tag.year):
        return tag
    return Tag(f"{tag.text} {year}", tag.venue, year) if tag else Tag(str(year), None, year)
