"""PURE: a bullet with the authors and the venue that it says in so many words, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from pipeline.reading.bold import has_words, is_label_or_tag
from pipeline.reading.bylines import OTHERS, Credits, credits_in, opening_credits, others_and_venue, slanted_credits
from pipeline.reading.citations import reference
from pipeline.reading.labels import without_placeholders
from pipeline.reading.mentions import speaks_of_another
from pipeline.reading.names import names_employer, names_in, sole_name
from pipeline.reading.spans import BREAK, Span, plain
from pipeline.reading.tags import Tag, is_known_venue, parse_tag, trailing_tag
from pipeline.reading.taken_apart import AFTER_TITLE, EMPTY_BRACKETS, SEPARATORS, Bullet, both
from pipeline.reading.told_venues import (
    is_acronym,
    is_venue,
    is_written_as_venue,
    with_acronym,
    with_cut_short,
    with_linked_venue,
    with_placed_venue,
    with_slanted_venue,
)

_SHORTEST_REFERENCE = 30
"""Characters: what is shorter holds no title with authors or venue behind it, unless it says `et al.`"""
_OTHERS_FIRST = re.compile(r"(?P<names>[^\s,]+(?: [^\s,]+){1,4},? et\.? al\b\.?),?\s+(?P<rest>[A-Z(].*)")
"""`Ada Odell et al. Shore University.`, but not `Ada Odell et al. improve on it`, nor a surname alone, which may be of
another paper"""
_OTHERS_ALONE = re.compile(r"et\.? al\.?", re.IGNORECASE)
_GROUP = re.compile(r"(?:[^\W\d_a-z][\w-]* ){1,4}(?:Collaboration|Consortium)")
_PAIR = re.compile(r"[^\W\d_] (?:and|&) [^\W\d_]|, (?:and|&) ")
_BETWEEN_SURNAMES = re.compile(r",? (?:and|&) |, ")
_LONGEST_SURNAME = 2
"""Words."""
_NUMBER = re.compile(r"(?:arxiv|corr)\b\D{0,12}\d{4}\.?\d", re.IGNORECASE)
_STROKE = " | "


def credited(bullet: Bullet, parts: Sequence[Span], *, taken_apart: bool) -> Bullet:
    """The bullet with all that it says of authors and venue. `parts` are all its spans; `taken_apart` tells whether the
    title may hold them too."""
    numbered = any(part.url and _NUMBER.match(part.text) for part in parts)
    bullet = with_cut_short(with_placed_venue(with_linked_venue(bullet, parts), parts), parts)
    bullet = _with_slanted(bullet, parts)
    bullet = _with_credits(bullet, taken_apart=taken_apart, numbered=numbered)
    return _of_tagged_authors(with_acronym(with_slanted_venue(bullet, parts)))


def _with_credits(bullet: Bullet, *, taken_apart: bool, numbered: bool) -> Bullet:
    """The bullet with the authors and the venue that it says in so many words, behind the title or in the remark.
    `numbered` tells that it has a number of arXiv, which stands where else a venue does."""
    apart = OTHERS.search(bullet.title) or (taken_apart and len(bullet.title) > _SHORTEST_REFERENCE)
    placed = numbered or (bullet.tag is not None and bullet.tag.venue is not None)
    cited = reference(bullet.title, placed=placed, numbered=numbered) if apart else None
    if cited:
        remark = " ".join(filter(None, (cited.rest, bullet.remark)))
        said = both(bullet.tag, cited.credits.tag)
        tagged = trailing_tag(cited.title) if said is None or said.year is None else None
        tagged = tagged if tagged and (said is None or tagged.tag.venue is None) else None
        bullet = bullet._replace(
            title=tagged.rest.rstrip(AFTER_TITLE) if tagged else cited.title,
            tag=both(tagged.tag, said) if tagged else said,
            aliases=with_name(bullet.aliases, cited.name),
            authors=cited.credits.authors,
            remark=remark,
        )
    if not bullet.remark or (bullet.authors and bullet.tag and bullet.tag.venue):
        return bullet
    found, rest = credits_in(bullet.remark), ""
    if found is None and (opening := opening_credits(bullet.remark)):
        found, rest = opening
    unnamed = not bullet.authors and (found is None or not found.authors)
    named = _OTHERS_FIRST.fullmatch(bullet.remark) if unnamed and not speaks_of_another(bullet.remark) else None
    if named:
        found, rest = _dated_behind(credits_in(named["names"], fewest=1), named["rest"])
    if found is None or (bullet.authors and found.authors):
        return bullet
    bullet = _credited(bullet, found)
    return bullet._replace(remark=" ".join(filter(None, (bullet.remark, rest)))) if rest else bullet


def _dated_behind(found: Credits | None, rest: str) -> tuple[Credits | None, str]:
    """Authors with the year or the day that a sentence of its own behind them is, and the rest without it."""
    before, _, last = rest.rstrip(".").rpartition(". ")
    tag = parse_tag(last.strip(" ()"))
    if found is None or found.tag or tag is None or tag.venue is not None:
        return found, rest
    return found._replace(tag=tag), before


def _with_slanted(bullet: Bullet, parts: Sequence[Span]) -> Bullet:
    """The bullet, if names in italics and what stands behind them are all that its remark says."""
    slanted = next((at for at, part in enumerate(parts) if part.slanted and part.url is None), len(parts))
    found = slanted_credits(_without_asides(tuple(without_labels(parts[slanted:])), bullet.aliases))
    if found is None or not bullet.remark.startswith(parts[slanted].text.strip()):
        return _with_others(bullet, plain(parts[slanted : slanted + 1]))
    return bullet._replace(authors=found.authors, tag=both(bullet.tag, found.tag), remark="")


def _without_asides(parts: Sequence[Span], aliases: Sequence[str]) -> tuple[Span, ...]:
    """The spans in italics that open these, and the text behind without brackets that are empty or hold a name of the
    paper."""
    slanted = len(list(takewhile(lambda part: part.slanted or not part.text.strip(), parts)))
    behind = EMPTY_BRACKETS.sub(" ", plain(parts[slanted:])).strip()
    for alias in aliases:
        behind = behind.removesuffix(f"({alias})").strip()
    return (*parts[:slanted], Span(behind))


def _with_others(bullet: Bullet, slanted: str) -> Bullet:
    """The bullet, if what stands in italics behind its title is an author with others, and maybe their venue. Other
    words behind them, as the place where they work, stay as a remark."""
    found = others_and_venue(slanted)
    if found is None or bullet.authors:
        return bullet
    at = -1 if bullet.remark else bullet.title.rfind(f" {found.authors[0]}")
    within = at > 0 and slanted.startswith(bullet.title[at:].strip(" ."))
    if not within and bullet.remark.strip(" .") != slanted.strip(" ."):
        return bullet
    title = bullet.title[:at].rstrip(AFTER_TITLE + ".") if within else bullet.title
    aliases = tuple(alias for alias in bullet.aliases if f"({alias})" not in slanted)
    bullet = bullet._replace(title=title, aliases=aliases, authors=found.authors, remark="")
    if found.tag and not is_written_as_venue(found.tag):
        return bullet._replace(remark=found.tag.text)
    return bullet._replace(tag=both(bullet.tag, found.tag))


def _of_tagged_authors(bullet: Bullet) -> Bullet:
    """`(Dao et al., 2022)`, `(Dao et al., ICML 2022)` behind a title name its author, and the venue without it. One
    name alone before a venue may be anything, as a place; it is no part of the venue all the same. `(KILN
    Collaboration, 2022)` names a group that signs as an author."""
    tag = bullet.tag
    if tag is None or not tag.venue:
        return bullet
    if _GROUP.fullmatch(tag.venue) or _OTHERS_ALONE.fullmatch(tag.venue):
        group = (tag.venue,) if _GROUP.fullmatch(tag.venue) else ()
        return bullet._replace(tag=tag._replace(venue=None), authors=bullet.authors or group)
    if (others := OTHERS.search(tag.venue)) and (authors := names_in(tag.venue[: others.end()], fewest=1)):
        venue = tag.venue[others.end() :].strip(SEPARATORS + ".")
        return bullet._replace(tag=tag._replace(venue=venue or None), authors=bullet.authors or authors)
    name, _, venue = tag.venue.partition(", ")
    if is_acronym(venue) and len(name.split()) == 1 and sole_name(f"J. {name}") and not is_known_venue(name):
        return bullet._replace(tag=tag._replace(venue=venue))
    return bullet


def tagged_surnames(bullet: Bullet) -> tuple[str, ...]:
    """The surnames that a bracket may give before the year behind a title (`(Odell & Tarn, 2022)`); but a venue may be
    two words as well (`Computers & Glass`)."""
    tag = bullet.tag
    if tag is None or not tag.venue or not tag.year or bullet.authors or is_known_venue(tag.text):
        return ()
    words = _BETWEEN_SURNAMES.split(tag.venue) if _PAIR.search(tag.venue) else []
    sure = len(words) > 1 and all(len(word.split()) <= _LONGEST_SURNAME and sole_name(f"J. {word}") for word in words)
    return tuple(words) if sure else ()


def names_authors_in_tag(bullet: Bullet) -> bool:
    """Whether the bracket that gives the year of a paper names its authors (`(Odell et al., 2022)`)."""
    return bullet.tag is not None and any(name.split()[-1] in bullet.tag.text for name in bullet.authors)


def with_surnames(bullet: Bullet, surnames: tuple[str, ...]) -> Bullet:
    """The bullet whose tag names these authors, and the year."""
    tag = bullet.tag._replace(venue=None) if bullet.tag else None
    return bullet._replace(authors=surnames, tag=tag)


def by_line(parts: Iterable[Span]) -> str:
    """What follows a title, with a stroke where the author broke the line; not the day on a line of its own, where
    another line has a venue."""
    text = plain(Span(_STROKE) if part == BREAK else part for part in without_labels(parts))
    lines = EMPTY_BRACKETS.sub(" ", without_placeholders(text)).split("|")
    lines = [" ".join(line.split()).rstrip(AFTER_TITLE + ".") for line in lines]
    lines = [line for line in lines if has_words(line)]
    undated = [line for line in lines if not _is_day(line)]
    placed = any(found is not None and found.tag is not None for found in map(credits_in, undated))
    return _STROKE.join(undated if placed else lines)


def _is_day(line: str) -> bool:
    tag = parse_tag(line)
    return tag is not None and tag.venue is None


def _credited(bullet: Bullet, found: Credits) -> Bullet:
    """The bullet whose remark names authors, a venue, or both, and nothing else. A place of work before a year is none,
    and stays as a remark."""
    tag = both(bullet.tag, found.tag)
    if found.authors and found.tag and found.tag.year and names_employer(found.tag.venue or ""):
        year = Tag(str(found.tag.year), None, found.tag.year)
        return bullet._replace(authors=found.authors, tag=both(bullet.tag, year), remark=found.tag.text)
    if found.authors:
        rest = "" if not found.tag or tag != bullet.tag else found.tag.text
        return bullet._replace(authors=found.authors, tag=tag, remark=rest)
    if found.tag and tag != bullet.tag and (found.tag.venue is None or is_venue(found.tag, bullet.remark)):
        return bullet._replace(tag=tag, remark="")
    return bullet


def without_labels(parts: Iterable[Span]) -> Iterator[Span]:
    for part in parts:
        if part.url is None or not is_label_or_tag(part):
            yield part


def with_name(aliases: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((name, *aliases))) if name and has_words(name) else aliases
