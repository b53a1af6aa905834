"""PURE: a reference written out in one go becomes title, authors and venue: `Title. Authors. Venue Year`, and its kin.

A title is cut only where what is cut off is, in whole, names of people or a venue; else it stays as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from pipeline.reading.bibliography import authors_before, published_in, without_key
from pipeline.reading.names import names_in, sole_name
from pipeline.reading.spans import Span, plain
from pipeline.reading.tags import Tag, is_known_venue, leading_tag, parse_tag, trailing_tag

_SENTENCE = re.compile(
    r"(?:(?<=[.?!])(?<!\b[A-Z]\.)(?<!\bvs\.)(?<!\bDr\.)(?<!\bSt\.)\s+|(?<=[.?!][\"”])\s+|[。]\s*)(?=\S)"
)
_QUOTED = re.compile(r"[\"“«《]([^\"“”«»《》]{8,300}?)[,.]?[\"”»》][\s,.:;，。]*")
_VOLUME = re.compile(r"\s*([A-Z][^()\d]{1,80}?)[\s,]*(?:[\d.]+)?[\s,]*\(((?:19|20)\d\d)\)[\s.:,\d–-]*$")
"""`Nature 521.7553 (2015): 436-444`"""
_NUMBERED = re.compile(
    r"(?P<venue>[A-Z][^()\d]{1,80}?)[\s,]+(?:\(\d+\)\s)?\d+(?:\.\d+)?(?:, [\w.-]+)?(?:, Article \d+)?"
    r"\s\((?:[A-Z][a-z]{2,8}\.? )?(?P<year>(?:19|20)\d\d)\)(?:[:,][\s\d–-]+(?:pages)?)?\.?$"
)
"""`Nature 521.7553 (2015): 436-444`, `ICML (3) 28 (2013)`, `ACM Trans. Tides 6, 5, Article 12 (May 2018), 20 pages`, as
a whole"""
_VOLUME_ALONE = re.compile(r"\s*([A-Z][^\W\d_]+(?: [^\W\d_&]+| &){1,9})[\s,]+\d[\d.,:\s–-]*")
"""`Advances in Clay 30`, from which the year is taken already"""
_VOLUME_BEHIND = re.compile(
    r",?\s+\d+\s?(?:\(\d[\d–-]*\)?(?:[,:]\s?(?:pp?\.\s?)?\d[\d–-]*)?|[,:]\s?(?:pp?\.\s?)?\d+[–-]+\d+)$"
)
"""`, 31(2), 3-32` behind a journal's name"""
_IN_VOLUME = re.compile(r"\b(?:vol|no|pp?)\.", re.IGNORECASE)
_NAMED = re.compile(r"[^\s\"“”][^\"“”]{0,40}:\s*")
_YEAR_AND_QUOTED = re.compile(r"\(?(?P<year>(?:19|20)\d\d)[a-z]?\)?[\s,.:–—-]+(?P<quoted>[\"“«].+)")
"""`2019 "Title" - Odell`"""
_IN_BRACKETS = re.compile(r"\[[^\s\[\]\"“”][^\[\]\"“”]{0,40}\]\s*")
_CAMEL = re.compile(r"[A-Z][a-z]*[a-z]{3}[A-Z]\w*\s+")
_NAMES_BEFORE = (_NAMED, _IN_BRACKETS, _CAMEL)
"""`Kelp: “Title”`, `[Kelp] “Title”`, `KelpBench “Title”`"""
_GOES_ON = re.compile(r"[\"”»》]\s+[A-Z]\w*\s+[\w-]+\s+[\w-]+(?:\s+[\w-]+)*$")
"""Words behind quotation marks, with nothing that divides them from what is quoted: the title goes on."""
_BY = re.compile(r"(?P<title>\S+\s+\S+\s+.*\S)\s+by\s+(?P<names>[A-Z].*)")
_BY_AUTHOR = re.compile(r"by\s+(?P<name>\S.{0,60})", re.IGNORECASE)
_PLACE = re.compile(r"\s*\(([^()]{2,80})\)[\s.]*$")
_DASH = re.compile(r"\s+[-–—|]+\s+")
_STROKE = re.compile(r"\s+[|｜]\s+")
_EDGES = " \t,;:|·•→–—/\\-.()[]*_"
_AUTHOR_YEAR_KEY = re.compile(
    r"(?P<names>[^\W\d_][^\d:()\[\]]{1,80}?),?\s+\(?(?P<year>(?:19|20)\d\d)[a-z]?\)?\s*:\s+(?=\S)"
)
_CITED = re.compile(r"(?P<names>[A-Z][^\W\d_]+(?:,? (?:and|&) [A-Z][^\W\d_]+)?),? \((?:19|20)\d\d[a-z]?\)")
_BETWEEN_SURNAMES = re.compile(r"\s*(?:,?\s+(?:and|&|y|и)\s+|,)\s*")
_INVERTED_FIRST = re.compile(
    r"(?P<last>[A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)?), (?P<first>[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)?(?: [A-Z]\.)*)"
    r"(?:,? (?:and|&) (?P<others>[^,]+?)|, (?P<several>[A-Z].*?,? (?:and|&) [^,]+?))?[.,]?"
)
_YEAR_BEHIND = re.compile(r"[\s(]*(?:19|20)\d\d[a-z]?[)\s.]*$")
_YEAR_ALONE = re.compile(r"\(?(?:19|20)\d\d[a-z]?\)?[\s.,:]*")
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
_LONGEST = 600
"""Characters: what is longer is prose, and slow to take apart."""
_MOST_SENTENCES = 12
_LONGEST_VENUE = 14
_LONGEST_NAME = 4
_ABBREVIATED = re.compile(r"[^\W\d_]{2,}\.")
"""`Appl.`: one word with a full stop is the end of a venue, and what stands before it is no name."""
_FEWEST_TITLE_WORDS = 3
_LONGEST_ASIDE = 3
_FEWEST_BEFORE_YEAR = 3
"""Authors, title and venue."""
_NAMES_THAT_STAND_ALONE = 2
"""More names than this are authors even where no venue follows them."""


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


def credits_in(text: str, *, fewest: int = 2) -> Credits | None:
    """The names and the venue that a text is made of; None if it says anything else."""
    if len(text) > _LONGEST:
        return None
    text = text.replace("，", ", ")
    closed = trailing_tag(text) or ("(" in text.lstrip(_EDGES) and text.count("(") == text.count(")"))
    edges = _EDGES.replace(")", "").replace("]", "") if closed else _EDGES
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
    pieces = re.split(r"(?<=[,.;|])\s+|\s+[-–—]\s+", text)
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


def _is_full_byline(text: str) -> bool:
    """Whether a text says both who wrote a paper and where it appeared, so that a short title may stand before."""
    credited = credits_in(text) if OTHERS.search(text) else None
    return credited is not None and bool(credited.authors and credited.tag and is_known_venue(credited.tag.text))


def _venue_last(pieces: Sequence[str]) -> Credits | None:
    """`Kaiming He, Jian Sun. CVPR 2016`. What reads like one more author before the year is a venue only behind a full
    stop (`J. Neurosci 2016`)."""
    for cut in range(len(pieces) - 1, -1, -1):
        venue = " ".join(pieces[cut:]).strip(_EDGES.replace(")", "").replace("(", ""))
        name, venue = _name_before(venue)
        tag = _venue(venue)
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
        venue = " ".join(pieces[:cut]).strip(_EDGES)
        if is_known_venue(venue) and (authors := names_in(" ".join(pieces[cut:]), fewest=1)):
            return Credits(authors, _venue(venue))
    return None


def slanted_credits(said: Sequence[Span]) -> Credits | None:
    """The same where italics tell the names from what stands behind them: `*Ting Chen, Geoffrey Hinton* ICML 2020`."""
    words = [part for part in said if part.text.strip(_EDGES)]
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
    if not authors or len(venue.split()) > _LONGEST_VENUE or (venue and not venue[0].isupper() and venue != "arXiv"):
        return None
    return Credits(authors, (_venue(venue) or Tag(venue, venue, None)) if venue else None)


def reference(text: str, *, placed: bool = False, numbered: bool = False) -> Reference | None:
    """Title, authors and venue of a text that gives more than a title; None where nothing tells where the title ends.
    `placed` says that a venue, or a number of arXiv, was found beside the text, `numbered` that it was the number."""
    if len(text) > _LONGEST:
        return None
    quoted = _QUOTED.match(text)
    goes_on = quoted is not None and text[quoted.end(1) : quoted.end()].rstrip().endswith(":")
    if quoted and not goes_on and (credited := credits_in(text[quoted.end() :], fewest=1)):
        return Reference(quoted[1].strip(), credited)
    if found := _of_year(text) or _of_key(text) or _of_bibliography(text, placed=placed, numbered=numbered):
        return found
    for inside in _QUOTED.finditer(text):
        named = any(each.fullmatch(text[: inside.start()]) for each in _NAMES_BEFORE)
        if named and not _GOES_ON.match(text[inside.end(1) :]):
            name = text[: inside.start()].strip(" :[]")
            return _with_place(inside[1], text[inside.end() :])._replace(name=name)
        said = text[: inside.start()]
        before = _inverted(said) or credits_in(said, fewest=1) or _surnames_before(text, inside)
        if before and before.authors and len(inside[1].split()) > 1:
            return _joined(before, _with_rest(inside[1], text[inside.end() :]))
    sentences = [each for each in _SENTENCE.split(text) if each.strip()]
    return (
        _of_strokes(text)
        or _of_sentences(sentences)
        or _of_dashes(text)
        or _of_by(text)
        or (_of_sole_author(sentences, initialled=not numbered) if placed else None)
        or _of_commas_alone(text)
        or _of_commas(text, placed=placed)
    )


def author_before(text: str) -> str:
    """The one author that a text before a marked title names: `J. Odell:`, `Mary Odell,` (or `;`), `Odell.`; "" for any
    other text. A short name of the paper has neither an initial nor a full stop."""
    text = text.strip()
    bare = text.rstrip(" .,:;")
    if name := sole_name(bare, initialled=not text.endswith((".", ",", ";"))):
        return name
    surname = text.endswith(".") and bare.isalpha() and bare[1:].islower() and bool(sole_name(f"J. {bare}"))
    return bare if surname else ""


def cites(text: str) -> bool:
    """Whether a text is nothing but an author and a year in brackets, as a reference is cited: `Odell (1950)`, `Odell
    and Tarn (2015)`."""
    found = _CITED.fullmatch(text)
    return found is not None and all(sole_name(f"J. {word}") for word in _BETWEEN_SURNAMES.split(found["names"]))


def author_behind(text: str) -> str:
    """The one author in `by J. Odell` behind a title; without an initial, words behind `by` may be the title's."""
    found = _BY_AUTHOR.fullmatch(text)
    return sole_name(found["name"], initialled=True) if found else ""


def is_citation(text: str) -> bool:
    """Whether a text is a whole reference beyond doubt: authors before a title in quotation marks, or with initials and
    the year before sentences, or a year before the title and the authors behind it."""
    opening = authors_before(text) if len(text) <= _LONGEST else None
    if (opening and opening.year and _SENTENCE.search(opening.rest)) or _of_year(text):
        return True
    quoted = _QUOTED.search(text) if len(text) <= _LONGEST else None
    before = credits_in(text[: quoted.start()]) if quoted and len(quoted[1].split()) >= _FEWEST_TITLE_WORDS else None
    return before is not None and bool(before.authors)


def _of_year(text: str) -> Reference | None:
    """`2019 “Title” - Odell et al.`, and one surname alone behind the title."""
    dated = _YEAR_AND_QUOTED.fullmatch(text) if len(text) <= _LONGEST else None
    quoted = _QUOTED.match(dated["quoted"]) if dated else None
    if dated is None or quoted is None:
        return None
    after = dated["quoted"][quoted.end() :].strip(_EDGES)
    credited = credits_in(after, fewest=1)
    authors = credited.authors if credited else (after,) if after.isalpha() and sole_name(f"J. {after}") else ()
    tag = _in_year(credited.tag if credited else None, int(dated["year"]))
    return Reference(quoted[1].strip(), Credits(authors, tag)) if authors else None


def _of_key(text: str) -> Reference | None:
    """`Odell et al., 2016: Title`, `Odell and Fen, 2021: “Title”. Venue`. One name alone may be that of anything held
    in a year (`Election 2016: Title`)."""
    keyed = _AUTHOR_YEAR_KEY.match(text)
    if keyed is None or len(text[keyed.end() :].split()) < _FEWEST_TITLE_WORDS:
        return None
    authors = names_in(keyed["names"], fewest=1) if OTHERS.search(keyed["names"]) else _surnames(keyed["names"])
    rest = text[keyed.end() :]
    quoted = _QUOTED.match(rest)
    found = _with_rest(quoted[1], rest[quoted.end() :]) if quoted else Reference(rest.rstrip(". "), Credits())
    credited = Credits(authors, _in_year(found.credits.tag, int(keyed["year"])))
    return found._replace(credits=credited) if authors else None


def _surnames(text: str) -> tuple[str, ...]:
    """The surnames that a text is made of, two of them or more, and nothing else."""
    words = _BETWEEN_SURNAMES.split(text.strip(_EDGES))
    sure = len(words) > 1 and all(len(word.split()) == 1 and word[1:2].islower() for word in words)
    return tuple(words) if sure and all(sole_name(f"J. {word}") for word in words) else ()


def _inverted(text: str) -> Credits | None:
    """`Odell, Ada Jo`, `Odell, Ada J., Ivo Tarn, and Bo Fen (1945).` before a title in quotation marks, as MLA has
    it."""
    dated = _YEAR_BEHIND.search(text)
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
    before, after = text[: quoted.start()].strip(_EDGES), text[quoted.end() :].strip(_EDGES)
    words = _BETWEEN_SURNAMES.split(before)
    if len(quoted[1].split()) < _FEWEST_TITLE_WORDS or not all(sole_name(f"J. {word}") for word in words):
        return None
    surnames = all(len(word.split()) == 1 and word[1:2].islower() for word in words)
    return Credits(tuple(words)) if surnames and (not after or _venue(after)) else None


def _with_place(title: str, after: str) -> Reference:
    """The same, where an affiliation in brackets may close what follows."""
    place = _PLACE.search(after)
    found = _with_rest(title, after[: place.start()] if place else after)
    return found._replace(rest=" ".join(filter(None, (found.rest, place[1] if place else ""))))


def _with_names(text: str, tag: Tag) -> Credits | None:
    text = text.strip(_EDGES)
    if not text:
        return Credits((), tag)
    authors = names_in(text, fewest=1)
    return Credits(authors, tag) if authors else None


def _venue(text: str) -> Tag | None:
    """The venue that a text is: it names a year, or is well known. Volume and pages are no part of it."""
    text = _PRESENTED.sub("", text)
    if not text or _REMARK_BEHIND_YEAR.match(text):
        return None
    if volume := _NUMBERED.match(text):
        return Tag(f"{volume['venue']} {volume['year']}", volume["venue"], int(volume["year"]))
    tag = parse_tag(text, longest=_LONGEST_VENUE)
    if tag is None or tag.venue is None:
        return tag
    venue = _VOLUME_BEHIND.sub("", tag.venue)
    return tag if venue == tag.venue else Tag(f"{venue} {tag.year}" if tag.year else venue, venue, tag.year)


def opening_credits(text: str) -> tuple[Credits, str] | None:
    """The authors and the year with which a text begins, or a well-known venue with its year, and the sentences that it
    goes on with; or the authors, and what brackets behind them say."""
    place = _PLACE.search(text) if len(text) <= _LONGEST else None
    before = credits_in(text[: place.start()]) if place else None
    if place and before and before.authors:
        return before, place[1]
    sentences = [each for each in _SENTENCE.split(text) if each.strip()] if len(text) <= _LONGEST else []
    for cut in range(len(sentences) - 1, 0, -1):
        credited = credits_in(" ".join(sentences[:cut]))
        tag = credited.tag if credited else None
        if credited and tag and tag.year and (credited.authors or is_known_venue(tag.text)):
            return credited, " ".join(sentences[cut:])
    return None


def _with_rest(title: str, after: str) -> Reference:
    published = published_in(after) if _IN_VOLUME.search(after) else None
    credited = Credits((), published) if published else credits_in(after, fewest=1) if after.strip() else None
    if credited is None and (volume := _VOLUME.match(after)):
        credited = Credits((), Tag(f"{volume[1]} {volume[2]}", volume[1], int(volume[2])))
    if credited is None and (undated := _VOLUME_ALONE.fullmatch(after)):
        credited = Credits((), Tag(undated[1], undated[1], None))
    return Reference(title.strip(), credited or Credits(), "" if credited else after.strip(_EDGES))


def _joined(before: Credits, found: Reference) -> Reference:
    return found._replace(credits=Credits(before.authors, found.credits.tag or before.tag))


def _of_sentences(sentences: Sequence[str]) -> Reference | None:
    if not 1 < len(sentences) <= _MOST_SENTENCES:
        return None
    if found := _authors_first(sentences):
        return found
    for cut in range(1, len(sentences)):
        title = " ".join(sentences[:cut])
        short = len(title.split()) < _FEWEST_TITLE_WORDS and ":" not in title
        if short and not _is_full_byline(" ".join(sentences[cut:])):
            continue
        for end in range(len(sentences), cut, -1):
            credited = credits_in(" ".join(sentences[cut:end]))
            if credited and (credited.authors or (credited.tag and is_known_venue(credited.tag.text))):
                return Reference(title.rstrip(". "), credited, " ".join(sentences[end:]).strip(_EDGES))
        if (alone := names_in(sentences[cut], fewest=1)) and cut + 1 < len(sentences):
            later = credits_in(" ".join(sentences[cut + 1 :]))
            if later and later.tag and not later.authors:
                return Reference(title.rstrip(". "), Credits(alone, later.tag))
    return None


def _of_bibliography(text: str, *, placed: bool, numbered: bool) -> Reference | None:
    """`Vaswani A, Shazeer N. Attention is all you need. Venue. 2017;30.`, and its kin. Few names count only where a
    venue tells that they are names."""
    unkeyed = without_key(text)
    if unkeyed != text:
        found = reference(unkeyed, placed=placed, numbered=numbered)
        return found if found and found.credits.authors else None
    opening = authors_before(text)
    if opening is None:
        return None
    title, *rest = (each for each in _SENTENCE.split(opening.rest) if each.strip())
    title = quoted[1] if (quoted := _QUOTED.fullmatch(title)) else title
    after = " ".join(rest)
    known = credits_in(after)
    tag = published_in(after) or (known.tag if known and known.tag and is_known_venue(known.tag.text) else None)
    sure = len(opening.authors) > _NAMES_THAT_STAND_ALONE or OTHERS.search(text[: -len(opening.rest)])
    if not (tag or sure or opening.year or (placed and len(opening.authors) > 1)):
        return None
    rest_of_it = "" if tag else after.strip(_EDGES)
    return Reference(title.rstrip(". "), Credits(opening.authors, _in_year(tag, opening.year)), rest_of_it)


def _in_year(tag: Tag | None, year: int | None) -> Tag | None:
    """The tag with the year that stands apart from the venue, if it has none itself."""
    if year is None or (tag and tag.year):
        return tag
    return Tag(f"{tag.text} {year}", tag.venue, year) if tag else Tag(str(year), None, year)


def _authors_first(sentences: Sequence[str]) -> Reference | None:
    """`Vaswani, A., Shazeer, N. (2017). Attention is all you need. NeurIPS.`, and one author where the year stands
    right behind and a venue behind the title (`Ada Odell. 1993. Title. Venue.`). A year that stands apart is the
    venue's."""
    dated = _YEAR_BEHIND.search(sentences[0])
    opening = sentences[0][: dated.start()] if dated else sentences[0]
    years = [each for each in sentences[1:] if _YEAR_ALONE.fullmatch(each)]
    rest = [each for each in sentences[1:] if each not in years]
    if not rest or len(rest[0].split()) < _FEWEST_TITLE_WORDS:
        return None
    alone = (dated is not None or sentences[1] in years) and len(rest) > 1
    authors = names_in(opening) or ((name,) if alone and (name := sole_name(opening)) else ())
    if not authors:
        return None
    after = " ".join(rest[1:])
    later = Credits((), published) if (published := published_in(after)) else credits_in(after)
    if later is None and (begun := opening_credits(after)) and not begun[0].authors:
        later, after = begun
    else:
        after = "" if later else after
    year = next(iter([*years, dated[0] if dated else ""])).strip(" ().,:abcdef")
    tag = _in_year(later.tag if later else None, int(year) if year else None)
    return Reference(rest[0].rstrip(". "), Credits(authors, tag), after)


def _of_strokes(text: str) -> Reference | None:
    """`CVPR | Title | Authors`: the one piece that is neither venue nor names is the title. A word or three that close
    the text (`Title | Some Lab`) say something else of the paper, as where its authors work."""
    pieces = [piece for each in _STROKE.split(text) if (piece := each.strip())]
    credited = [credits_in(piece, fewest=1 if len(pieces) > 2 else 2) for piece in pieces]
    titles = [piece for piece, found in zip(pieces, credited, strict=True) if found is None]
    short = len(titles) == 2 and titles[1] == pieces[-1] and len(titles[1].split()) <= _LONGEST_ASIDE
    rest = titles.pop() if short else ""
    if len(pieces) < 2 or len(titles) != 1 or len(titles[0].split()) < _FEWEST_TITLE_WORDS:
        return None
    authors = next((found.authors for found in credited if found and found.authors), ())
    tag = next((found.tag for found in credited if found and found.tag), None)
    return Reference(titles[0], Credits(authors, tag), rest)


def _of_dashes(text: str) -> Reference | None:
    """`Title - Authors, Venue Year`, `Title - Venue Year - Authors`."""
    for dash in tuple(_DASH.finditer(text))[-2:]:
        credited = credits_in(text[dash.end() :]) if len(text[: dash.start()].split()) > 1 else None
        if credited and (credited.authors or (credited.tag and is_known_venue(credited.tag.text))):
            return Reference(text[: dash.start()].strip(), credited)
    return None


def _of_by(text: str) -> Reference | None:
    """`Title by Ari Holtzman et al.`: a title may itself say by what means, in capitals too, so it takes `et al.`"""
    found = _BY.fullmatch(text) if OTHERS.search(text) else None
    credited = credits_in(found["names"]) if found else None
    return Reference(found["title"].strip(" ,."), credited) if found and credited and credited.authors else None


def _of_sole_author(sentences: Sequence[str], *, initialled: bool) -> Reference | None:
    """`Title. Jane Doe.`, where the venue is known. `initialled` asks for `J. Doe`: a title may be of two sentences, as
    in `Networks Are Overrated. Random Forests [OSDI 2022]`."""
    title = " ".join(sentences[:-1])
    name = sole_name(sentences[-1], initialled=initialled) if sentences else ""
    if not name or not title.endswith(".") or len(title.split()) < _FEWEST_TITLE_WORDS:
        return None
    return Reference(title.rstrip(". "), Credits((name,)))


def _of_commas_alone(text: str) -> Reference | None:
    """`Ada Odell, Ivo Tarn, Title, Venue, 2019`: several names in full open the text, or one with an initial, and a
    venue and a year close it."""
    *pieces, year = text.rstrip(" .").split(", ")
    if len(pieces) < _FEWEST_BEFORE_YEAR or not _YEAR_ALONE.fullmatch(year):
        return None
    for cut in range(len(pieces) - 2, 0, -1):
        title, before = ", ".join(pieces[cut:-1]), ", ".join(pieces[:cut])
        authors = names_in(before) or tuple(filter(None, (sole_name(before, initialled=True),)))
        tag = parse_tag(f"{pieces[-1]} {year}", longest=_LONGEST_VENUE)
        told = tag is not None and tag.venue is not None and tag.venue[0].isupper()
        if told and authors and all(" " in name for name in authors) and len(title.split()) >= _FEWEST_TITLE_WORDS:
            return Reference(title.strip(' "“”'), Credits(authors, tag))
    return None


def _of_commas(text: str, *, placed: bool) -> Reference | None:
    """`Title, Authors, Venue Year`: only where at least two names, or one and others, and a venue close the text, or
    one with an initial, for a title too may end in a comma and a word or two."""
    pieces = re.split(r"(?<=[,;])\s+", text)
    for cut in range(1, len(pieces)):
        title, behind = " ".join(pieces[:cut]).rstrip(",; "), " ".join(pieces[cut:])
        short = len(title.split()) < _FEWEST_TITLE_WORDS
        alone = "" if short else sole_name(behind, initialled=True)
        credited = Credits((alone,)) if alone else credits_in(behind)
        if credited is None or not credited.authors or (short and not (" " in title and (credited.tag or placed))):
            continue
        several = (len(credited.authors) > 1 and all(" " in name for name in credited.authors)) or "et al" in text
        told = credited.tag or placed or trailing_tag(title)
        if (several or alone) and (told or len(credited.authors) > _NAMES_THAT_STAND_ALONE or "et al" in text):
            return Reference(title, credited)
    return None
