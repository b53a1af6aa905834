"""PURE: a reference written out in one go becomes title, authors and venue: `Title. Authors. Venue Year`, and its kin.

A title is cut only where what is cut off is, in whole, names of people or a venue; else it stays as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.reading.bibliography import authors_before, published_in, with_volume_last, without_key
from pipeline.reading.bylines import (
    EDGES,
    LONGEST_VENUE,
    OTHERS,
    SENTENCE,
    Credits,
    Reference,
    credits_in,
    in_year,
    is_full_byline,
    is_prose,
    opening_credits,
)
from pipeline.reading.names import names_in, sole_name
from pipeline.reading.quoted import (
    FEWEST_TITLE_WORDS,
    QUOTED,
    YEAR_BEHIND,
    dated_before_quoted,
    keyed_by_authors,
    quoted_first,
    quoted_within,
)
from pipeline.reading.tags import is_known_venue, parse_tag, trailing_tag

_BY = re.compile(r"(?P<title>\S+\s+\S+\s+.*\S)\s+by\s+(?P<names>[A-Z].*)")
_DASH = re.compile(r"\s+[-–—|]+\s+")
_STROKE = re.compile(r"\s+[|｜]\s+")
_YEAR_ALONE = re.compile(r"\(?(?:19|20)\d\d[a-z]?\)?[\s.,:]*")
_GOES_ON = re.compile(
    r"(?:a|an|and|as|at|but|by|for|from|in|of|on|or|the|to|using|via|when|where|with|without)\s"
    r"|[a-z]+(?:\s+\S+){0,3}$"
)
"""A word in small letters that goes on from what stands before it, or few words behind one (`Tides, shores and reefs`);
a title may be in small letters throughout, but has more of them."""
_MOST_SENTENCES = 12
_MOST_TITLE_PIECES = 20
"""No title has more commas; a line of hundreds would be read anew for each of them."""
_LONGEST_ASIDE = 3
_FEWEST_BEFORE_YEAR = 3
"""Authors, title and venue."""
_NAMES_THAT_STAND_ALONE = 2
"""More names than this are authors even where no venue follows them."""


def reference(text: str, *, placed: bool = False, numbered: bool = False) -> Reference | None:
    """Title, authors and venue of a text that gives more than a title; None where nothing tells where the title ends.
    `placed` says that a venue, or a number of arXiv, was found beside the text, `numbered` that it was the number."""
    if is_prose(text):
        return None
    sentences = [each for each in SENTENCE.split(text) if each.strip()]
    return (
        quoted_first(text)
        or dated_before_quoted(text)
        or keyed_by_authors(text)
        or _of_volume_last(text)
        or _of_bibliography(text, placed=placed, numbered=numbered)
        or quoted_within(text)
        or _of_strokes(text)
        or _of_sentences(sentences)
        or _of_dashes(text)
        or _of_by(text)
        or (_of_sole_author(sentences, initialled=not numbered) if placed else None)
        or _of_commas_alone(text)
        or _of_commas(text, placed=placed)
    )


def is_citation(text: str) -> bool:
    """Whether a text is a whole reference beyond doubt: authors before a title in quotation marks, or with initials and
    the year before sentences, or a year before the title and the authors behind it."""
    opening = authors_before(text) if not is_prose(text) else None
    if (opening and opening.year and SENTENCE.search(opening.rest)) or dated_before_quoted(text):
        return True
    quoted = QUOTED.search(text) if not is_prose(text) else None
    before = credits_in(text[: quoted.start()]) if quoted and len(quoted[1].split()) >= FEWEST_TITLE_WORDS else None
    return before is not None and bool(before.authors)


def _of_sentences(sentences: Sequence[str]) -> Reference | None:
    if not 1 < len(sentences) <= _MOST_SENTENCES:
        return None
    if found := _authors_first(sentences):
        return found
    for cut in range(1, len(sentences)):
        title = " ".join(sentences[:cut])
        short = len(title.split()) < FEWEST_TITLE_WORDS and ":" not in title
        if short and not is_full_byline(" ".join(sentences[cut:])):
            continue
        for end in range(len(sentences), cut, -1):
            credited = credits_in(" ".join(sentences[cut:end]))
            if credited and (credited.authors or (credited.tag and is_known_venue(credited.tag.text))):
                return Reference(title.rstrip(". "), credited, " ".join(sentences[end:]).strip(EDGES))
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
    title, *rest = (each for each in SENTENCE.split(opening.rest) if each.strip())
    title = quoted[1] if (quoted := QUOTED.fullmatch(title)) else title
    after = " ".join(rest)
    known = credits_in(after)
    tag = published_in(after) or (known.tag if known and known.tag and is_known_venue(known.tag.text) else None)
    sure = len(opening.authors) > _NAMES_THAT_STAND_ALONE or OTHERS.search(text[: -len(opening.rest)])
    if not (tag or sure or opening.year or (placed and len(opening.authors) > 1)):
        return None
    rest_of_it = "" if tag else after.strip(EDGES)
    return Reference(title.rstrip(". "), Credits(opening.authors, in_year(tag, opening.year)), rest_of_it)


def _of_volume_last(text: str) -> Reference | None:
    """`K. Odell, D.M. Fen, Title, Geophysics 39 (1974) 834–842.`"""
    found = with_volume_last(text)
    return Reference(found[0].rest, Credits(found[0].authors, found[1])) if found else None


def _authors_first(sentences: Sequence[str]) -> Reference | None:
    """`Vaswani, A., Shazeer, N. (2017). Attention is all you need. NeurIPS.`, and one author where the year stands
    right behind and a venue behind the title (`Ada Odell. 1993. Title. Venue.`). A year that stands apart is the
    venue's."""
    dated = YEAR_BEHIND.search(sentences[0])
    opening = sentences[0][: dated.start()] if dated else sentences[0]
    years = [each for each in sentences[1:] if _YEAR_ALONE.fullmatch(each)]
    rest = [each for each in sentences[1:] if each not in years]
    if not rest or len(rest[0].split()) < FEWEST_TITLE_WORDS:
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
    tag = in_year(later.tag if later else None, int(year) if year else None)
    return Reference(rest[0].rstrip(". "), Credits(authors, tag), after)


def _of_strokes(text: str) -> Reference | None:
    """`CVPR | Title | Authors`: the one piece that is neither venue nor names is the title. A word or three that close
    the text (`Title | Some Lab`) say something else of the paper, as where its authors work."""
    pieces = [piece for each in _STROKE.split(text) if (piece := each.strip())]
    credited = [credits_in(piece, fewest=1 if len(pieces) > 2 else 2) for piece in pieces]
    titles = [piece for piece, found in zip(pieces, credited, strict=True) if found is None]
    short = len(titles) == 2 and titles[1] == pieces[-1] and len(titles[1].split()) <= _LONGEST_ASIDE
    rest = titles.pop() if short else ""
    if len(pieces) < 2 or len(titles) != 1 or len(titles[0].split()) < FEWEST_TITLE_WORDS:
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
    if not name or not title.endswith(".") or len(title.split()) < FEWEST_TITLE_WORDS:
        return None
    return Reference(title.rstrip(". "), Credits((name,)))


def _of_commas_alone(text: str) -> Reference | None:
    """`Ada Odell, Ivo Tarn, Title, Venue, 2019`: several names in full open the text, or one with an initial, and a
    venue and a year close it. A title neither goes on from what stands before it nor is of names itself, which are the
    authors behind one (`Random Forests, Ada Odell, Ivo Tarn, Bo Fen, Venue, 2019`)."""
    *pieces, year = text.rstrip(" .").split(", ")
    if len(pieces) < _FEWEST_BEFORE_YEAR or not _YEAR_ALONE.fullmatch(year):
        return None
    for cut in range(len(pieces) - 2, 0, -1)[:_MOST_TITLE_PIECES]:
        title, before = ", ".join(pieces[cut:-1]), ", ".join(pieces[:cut])
        if _GOES_ON.match(title) or names_in(title):
            continue
        authors = names_in(before) or tuple(filter(None, (sole_name(before, initialled=True),)))
        tag = parse_tag(f"{pieces[-1]} {year}", longest=LONGEST_VENUE)
        told = tag is not None and tag.venue is not None and tag.venue[0].isupper()
        if told and authors and all(" " in name for name in authors) and len(title.split()) >= FEWEST_TITLE_WORDS:
            return Reference(title.strip(' "“”'), Credits(authors, tag))
    return None


def _of_commas(text: str, *, placed: bool) -> Reference | None:
    """`Title, Authors, Venue Year`: only where at least two names, or one and others, and a venue close the text, or
    one with an initial, for a title too may end in a comma and a word or two."""
    pieces = re.split(r"(?<=[,;])\s+", text)
    for cut in range(1, len(pieces))[:_MOST_TITLE_PIECES]:
        title, behind = " ".join(pieces[:cut]).rstrip(",; "), " ".join(pieces[cut:])
        short = len(title.split()) < FEWEST_TITLE_WORDS
        alone = "" if short else sole_name(behind, initialled=True)
        credited = Credits((alone,)) if alone else credits_in(behind)
        if credited is None or not credited.authors or (short and not (" " in title and (credited.tag or placed))):
            continue
        several = (len(credited.authors) > 1 and all(" " in name for name in credited.authors)) or "et al" in text
        told = credited.tag or placed or trailing_tag(title)
        if (several or alone) and (told or len(credited.authors) > _NAMES_THAT_STAND_ALONE or "et al" in text):
            return Reference(title, credited)
    return None
