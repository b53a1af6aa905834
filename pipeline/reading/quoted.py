"""PURE: references that give the title in quotation marks, or the authors and the year as a key before it."""

from __future__ import annotations

import re

from pipeline.reading.bibliography import published_in
from pipeline.reading.bylines import (
    EDGES,
    OTHERS,
    PLACE,
    Credits,
    Reference,
    credits_in,
    in_year,
    is_prose,
    venue_in,
)
from pipeline.reading.labels import is_label
from pipeline.reading.names import names_in, sole_name
from pipeline.reading.tags import Tag

FEWEST_TITLE_WORDS = 3
YEAR_BEHIND = re.compile(r"[\s(]*(?:19|20)\d\d[a-z]?[)\s.]*$")
QUOTED = re.compile(r"[\"“«《]([^\"“”«»《》]{8,300}?)[,.]?[\"”»》][\s,.:;，。]*")
_VOLUME = re.compile(r"\s*([A-Z][^()\d]{1,80}?)[\s,]*(?:[\d.]+)?[\s,]*\(((?:19|20)\d\d)\)[\s.:,\d–-]*$")
"""`Nature 521.7553 (2015): 436-444`"""
_VOLUME_ALONE = re.compile(r"\s*([A-Z][^\W\d_]+(?: [^\W\d_&]+| &){1,9})[\s,]+\d[\d.,:\s–-]*")
"""`Advances in Clay 30`, from which the year is taken already"""
_IN_VOLUME = re.compile(r"\b(?:vol|no|pp?)\.", re.IGNORECASE)
_NAMED = re.compile(r"[^\s\"“”][^\"“”]{0,40}:\s*")
_YEAR_AND_QUOTED = re.compile(r"\(?(?P<year>(?:19|20)\d\d)[a-z]?\)?[\s,.:–—-]+(?P<quoted>[\"“«].+)")
"""`2019 "Title" - Odell`"""
_IN_BRACKETS = re.compile(r"\[[^\s\[\]\"“”][^\[\]\"“”]{0,40}\]\s*")
_CAMEL = re.compile(r"[A-Z][a-z]*[a-z]{3}[A-Z]\w*\s+")
_NAMES_BEFORE = (_NAMED, _IN_BRACKETS, _CAMEL)
"""`Kelp: “Title”`, `[Kelp] “Title”`, `KelpBench “Title”`"""
_ASIDE_BEHIND = re.compile(r"[-–—|]+\s|[(\[]")
_GOES_ON = re.compile(r"[\"”»》]\s+[A-Z]\w*\s+[\w-]+\s+[\w-]+(?:\s+[\w-]+)*$")
"""Words behind quotation marks, with nothing that divides them from what is quoted: the title goes on."""
_AUTHOR_YEAR_KEY = re.compile(
    r"(?P<names>[^\W\d_][^\d:()\[\]]{1,80}?),?\s+\(?(?P<year>(?:19|20)\d\d)[a-z]?\)?\s*:\s+(?=\S)"
)
_CITED = re.compile(r"(?P<names>[A-Z][^\W\d_]+(?:,? (?:and|&) [A-Z][^\W\d_]+)?),? \((?:19|20)\d\d[a-z]?\)")
_BETWEEN_SURNAMES = re.compile(r"\s*(?:,?\s+(?:and|&|y|и)\s+|,)\s*")
_INVERTED_FIRST = re.compile(
    r"(?P<last>[A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)?), (?P<first>[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)?(?: [A-Z]\.)*)"
    r"(?:,? (?:and|&) (?P<others>[^,]+?)|, (?P<several>[A-Z].*?,? (?:and|&) [^,]+?))?[.,]?"
)


def quoted_first(text: str) -> Reference | None:
    """`“Title”, Ada Odell, OSDI 2020`: a title in quotation marks that opens the text, and nothing but authors and
    venue behind it."""
    quoted = QUOTED.match(text)
    goes_on = quoted is not None and text[quoted.end(1) : quoted.end()].rstrip().endswith(":")
    if quoted and not goes_on and (credited := credits_in(text[quoted.end() :], fewest=1)):
        return Reference(quoted[1].strip(), credited)
    return None


def quoted_within(text: str) -> Reference | None:
    """`Ada Odell, “Title”, OSDI 2020`, `Kelp: “Title”`: authors, or a name of the paper, before a title in quotation
    marks."""
    for inside in QUOTED.finditer(text):
        said = text[: inside.start()]
        named = any(each.fullmatch(said) for each in _NAMES_BEFORE)
        if named and not _GOES_ON.match(text[inside.end(1) :]):
            return _with_place(inside[1], text[inside.end() :])._replace(name=said.strip(" :[]"))
        before = _inverted(said) or credits_in(said, fewest=1) or _surnames_before(text, inside)
        if before and before.authors and len(inside[1].split()) > 1:
            return _joined(before, _with_rest(inside[1], text[inside.end() :]))
    return None


def cites(text: str) -> bool:
    """Whether a text is nothing but an author and a year in brackets, as a reference is cited: `Odell (1950)`, `Odell
    and Tarn (2015)`."""
    found = _CITED.fullmatch(text)
    return found is not None and all(sole_name(f"J. {word}") for word in _BETWEEN_SURNAMES.split(found["names"]))


def dated_before_quoted(text: str) -> Reference | None:
    """`2019 “Title” - Odell et al.`, and one surname alone behind the title, where a label (`Video`) is none."""
    dated = _YEAR_AND_QUOTED.fullmatch(text) if not is_prose(text) else None
    quoted = QUOTED.match(dated["quoted"]) if dated else None
    if dated is None or quoted is None:
        return None
    after = dated["quoted"][quoted.end() :].strip(EDGES)
    credited = credits_in(after, fewest=1)
    surname = after.isalpha() and not is_label(after) and bool(sole_name(f"J. {after}"))
    authors = credited.authors if credited else (after,) if surname else ()
    tag = in_year(credited.tag if credited else None, int(dated["year"]))
    return Reference(quoted[1].strip(), Credits(authors, tag)) if authors else None


def keyed_by_authors(text: str) -> Reference | None:
    """`Odell et al., 2016: Title`, `Odell and Fen, 2021: “Title”. Venue`. One name alone may be that of anything held
    in a year (`Election 2016: Title`)."""
    keyed = _AUTHOR_YEAR_KEY.match(text)
    if keyed is None or len(text[keyed.end() :].split()) < FEWEST_TITLE_WORDS:
        return None
    authors = names_in(keyed["names"], fewest=1) if OTHERS.search(keyed["names"]) else _surnames(keyed["names"])
    rest = text[keyed.end() :]
    quoted = QUOTED.match(rest)
    found = _with_rest(quoted[1], rest[quoted.end() :]) if quoted and _ends_title(quoted, rest) else None
    found = found or Reference(rest.rstrip(". "), Credits())
    credited = Credits(authors, in_year(found.credits.tag, int(keyed["year"])))
    return found._replace(credits=credited) if authors else None


def _ends_title(quoted: re.Match[str], text: str) -> bool:
    """Whether a title ends with its quotation marks: the text ends there, or a comma or full stop stands around the
    last of them, or a dash, a bracket or a venue behind. Other words go on with it (`“Clay Matters” and Other Stories`,
    `“Why Clay?”: A Study`)."""
    after, closing = text[quoted.end() :], text[quoted.end(1) : quoted.end()]
    closed = not after or _ASIDE_BEHIND.match(after) or any(sign in closing for sign in ".,，。")
    return bool(closed) or venue_in(after.strip(EDGES)) is not None


def _surnames(text: str) -> tuple[str, ...]:
    """The surnames that a text is made of, two of them or more, and nothing else."""
    words = _BETWEEN_SURNAMES.split(text.strip(EDGES))
    sure = len(words) > 1 and all(len(word.split()) == 1 and word[1:2].islower() for word in words)
    return tuple(words) if sure and all(sole_name(f"J. {word}") for word in words) else ()


def _inverted(text: str) -> Credits | None:
    """`Odell, Ada Jo`, `Odell, Ada J., Ivo Tarn, and Bo Fen (1945).` before a title in quotation marks, as MLA has
    it."""
    dated = YEAR_BEHIND.search(text)
    found = _INVERTED_FIRST.fullmatch(text[: dated.start()].strip() if dated else text.strip())
    said = (found["others"] or found["several"] or "") if found else ""
    others = names_in(said, fewest=1) if said else ()
    if found is None or (said and not (others and all(" " in name for name in others))):
        return None
    first = names_in(f"{found['first']} {found['last']}", fewest=1)
    year = dated[0].strip(" ().abcdef") if dated else ""
    return Credits((*first, *others), Tag(year, None, int(year)) if year else None) if len(first) == 1 else None


def _surnames_before(text: str, quoted: re.Match[str]) -> Credits | None:
    """`Odell, Fen & Marsh. “Title”`: surnames alone are names only before a title in quotation marks that ends the
    text, or has its year or venue behind it."""
    before, after = text[: quoted.start()].strip(EDGES), text[quoted.end() :].strip(EDGES)
    words = _BETWEEN_SURNAMES.split(before)
    if len(quoted[1].split()) < FEWEST_TITLE_WORDS or not all(sole_name(f"J. {word}") for word in words):
        return None
    surnames = all(len(word.split()) == 1 and word[1:2].islower() for word in words)
    return Credits(tuple(words)) if surnames and (not after or venue_in(after)) else None


def _with_place(title: str, after: str) -> Reference:
    """The same, where an affiliation in brackets may close what follows."""
    place = PLACE.search(after)
    found = _with_rest(title, after[: place.start()] if place else after)
    return found._replace(rest=" ".join(filter(None, (found.rest, place[1] if place else ""))))


def _with_rest(title: str, after: str) -> Reference:
    published = published_in(after) if _IN_VOLUME.search(after) else None
    credited = Credits((), published) if published else credits_in(after, fewest=1) if after.strip() else None
    if credited is None and (volume := _VOLUME.match(after)):
        credited = Credits((), Tag(f"{volume[1]} {volume[2]}", volume[1], int(volume[2])))
    if credited is None and (undated := _VOLUME_ALONE.fullmatch(after)):
        credited = Credits((), Tag(undated[1], undated[1], None))
    return Reference(title.strip(), credited or Credits(), "" if credited else after.strip(EDGES))


def _joined(before: Credits, found: Reference) -> Reference:
    return found._replace(credits=Credits(before.authors, found.credits.tag or before.tag))
