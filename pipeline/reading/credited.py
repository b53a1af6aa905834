"""PURE: a bullet with the authors and the venue that it says in so many words, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from pipeline.models import Link
from pipeline.reading.addresses import place_of
from pipeline.reading.bold import has_words, is_label_or_tag
from pipeline.reading.bylines import OTHERS, Credits, credits_in, opening_credits, others_and_venue, slanted_credits
from pipeline.reading.citations import reference
from pipeline.reading.labels import is_label, without_placeholders
from pipeline.reading.marks import distinctions
from pipeline.reading.mentions import speaks_of_another
from pipeline.reading.names import names_employer, names_in, names_periodical, sole_name
from pipeline.reading.spans import BREAK, Span, plain
from pipeline.reading.tags import Tag, is_known_venue, parse_tag, together, trailing_acronym, trailing_tag

SEPARATORS = " \t,;:|·•→–—/\\-，；：。、｜"
OPENING, CLOSING = "[(（【{<", ")]）】>"
AFTER_TITLE = SEPARATORS + OPENING
EMPTY_BRACKETS = re.compile(r"[\[(（【{<][\s,;|/·&+]*[\])）】}>]")
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
_PIECE_ENDS = re.compile(r"\s*[|｜]\s*")
_FEWEST_PIECES = 3
_FEWEST_BEFORE_ACRONYM = 3
"""Words of a title"""
_LONGEST_JOURNAL = 8
"""Words of a journal's name."""
_CUT_SHORT = re.compile(r"[A-Z][^\W\d_]*\.?(?: (?:of|and|&|[A-Z][^\W\d_]*\.?)){1,7}")
_WORD_CUT_SHORT = re.compile(r"[^\W\d_]{3,}\. ")
_SMALL = frozenset("of on in and for the to at".split())
_CAPITAL = r"\(?[A-Z](?:[^\W\d_]|[&@./’'-])*\)?"
_WRITTEN_OUT = re.compile(rf"{_CAPITAL}(?: (?:of|on|in|and|for|the|to|at|&|{_CAPITAL})){{0,9}}, ?(?:19|20)\d\d[. ]*")
"""`Annals of Clay, 2017.`"""
_PLACED = re.compile(
    rf"(?:,|,?\s+(?P<within>[Ii]n))\s+(?P<said>(?P<venue>{_CAPITAL}(?: (?:of|on|and|for|the|&|{_CAPITAL})){{0,7}}),?"
    r" (?:19|20)\d\d)[. ]*"
)
"""`, Reef Systems 2013.`, ` in REEF 2013`"""
_NO_VENUE = re.compile(r"spring|summer|autumn|fall|winter|draft|version|talk|lecture", re.IGNORECASE)
"""What a capital and a year may be besides."""


class Bullet(NamedTuple):
    """`title` is plain text, without tag, labels and the punctuation that belonged to them; empty if there is none.
    `links` are all links of the bullet in their order, `remark` is the prose that follows title and links."""

    title: str
    tag: Tag | None = None
    aliases: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    remark: str = ""
    authors: tuple[str, ...] = ()
    linked: str | None = None
    """The address that the title itself leads to."""


def credited(bullet: Bullet, parts: Sequence[Span], *, taken_apart: bool) -> Bullet:
    """The bullet with all that it says of authors and venue. `parts` are all its spans; `taken_apart` tells whether the
    title may hold them too."""
    numbered = any(part.url and _NUMBER.match(part.text) for part in parts)
    bullet = _with_cut_short(_with_placed_venue(_with_linked_venue(bullet, parts), parts), parts)
    bullet = _with_slanted(bullet, parts)
    bullet = _with_credits(bullet, taken_apart=taken_apart, numbered=numbered)
    return _of_tagged_authors(_with_acronym(_with_slanted_venue(bullet, parts)))


def _with_acronym(bullet: Bullet) -> Bullet:
    """The bullet with the venue that nobody knows, if an acronym with its year is all that its title holds besides. A
    place of work there is a remark."""
    tagged = trailing_acronym(bullet.title) if bullet.tag is None and not bullet.authors else None
    if tagged is None or len(tagged.rest.split()) < _FEWEST_BEFORE_ACRONYM:
        return bullet
    if names_employer(place := tagged.tag.venue or ""):
        remark = " ".join(filter(None, (place, bullet.remark)))
        return bullet._replace(title=tagged.rest, tag=tagged.tag._replace(venue=None), remark=remark)
    return bullet._replace(title=tagged.rest, tag=tagged.tag)


def _with_credits(bullet: Bullet, *, taken_apart: bool, numbered: bool) -> Bullet:
    """The bullet with the authors and the venue that it says in so many words, behind the title or in the remark.
    `numbered` tells that it has a number of arXiv, which stands where else a venue does."""
    apart = OTHERS.search(bullet.title) or (taken_apart and len(bullet.title) > _SHORTEST_REFERENCE)
    placed = numbered or (bullet.tag is not None and bullet.tag.venue is not None)
    cited = reference(bullet.title, placed=placed, numbered=numbered) if apart else None
    if cited:
        remark = " ".join(filter(None, (cited.rest, bullet.remark)))
        said = _both(bullet.tag, cited.credits.tag)
        tagged = trailing_tag(cited.title) if said is None or said.year is None else None
        tagged = tagged if tagged and (said is None or tagged.tag.venue is None) else None
        bullet = bullet._replace(
            title=tagged.rest.rstrip(AFTER_TITLE) if tagged else cited.title,
            tag=_both(tagged.tag, said) if tagged else said,
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


def linked_venue(parts: Sequence[Span]) -> Tag | None:
    """The venue that the last piece of a line is, though nobody knows it: a link behind a stroke, a title and its
    authors, which leads to the paper (`Title | Authors | [Journal](…)`)."""
    at = next((at for at in reversed(range(len(parts))) if has_words(parts[at].text)), 0)
    venue, before = parts[at].text.strip() if parts else "", plain(parts[:at])
    pieces = _PIECE_ENDS.split(before)
    if len(pieces) < _FEWEST_PIECES or pieces[-1] or len(venue.split()) > _LONGEST_JOURNAL:
        return None
    if place_of(parts[at].url or "") != "paper":
        return None
    cited = reference(before.rstrip(AFTER_TITLE)) if names_in(pieces[-2], fewest=1) else None
    if cited is None or not cited.credits.authors or (is_label(venue) and not is_known_venue(venue)):
        return None
    return parse_tag(venue) or Tag(venue, venue, None)


def _with_linked_venue(bullet: Bullet, parts: Sequence[Span]) -> Bullet:
    """The bullet with the venue that its last piece is, and without its words."""
    told = bullet.tag is not None and bullet.tag.venue is not None
    if told or (venue := linked_venue(parts)) is None:
        return bullet
    title, remark = (text.removesuffix(venue.text).rstrip(AFTER_TITLE) for text in (bullet.title, bullet.remark))
    return bullet._replace(title=title, remark=remark, tag=_both(bullet.tag, venue))


def _with_placed_venue(bullet: Bullet, parts: Sequence[Span]) -> Bullet:
    """The bullet with the venue that is all of its remark, though nobody knows it: its name and its year, behind a
    comma or `in` right behind a title that is a link (`[Title](…), Reef Systems 2013`). The place where its authors
    work is none, nor is one word behind `in`, which may be any place or language."""
    at = next((at for at, part in enumerate(parts) if part.url is not None and part.url == bullet.linked), len(parts))
    behind = parts[at + 1].text if at + 1 < len(parts) else ""
    placed = _PLACED.fullmatch(behind) if bullet.tag is None and not any(part.url for part in parts[at + 1 :]) else None
    if placed is None or not _may_be_venue(placed["venue"], within=placed["within"] is not None):
        return bullet
    return bullet._replace(tag=parse_tag(placed["said"], longest=_LONGEST_JOURNAL), remark="")


def _may_be_venue(text: str, *, within: bool) -> bool:
    if distinctions(f"({text})") or names_in(text, fewest=1) or names_employer(text) or _NO_VENUE.fullmatch(text):
        return False
    return not within or " " in text or _is_acronym(text)


def _with_cut_short(bullet: Bullet, parts: Sequence[Span]) -> Bullet:
    """The bullet with the journal that italics right behind its title are, by its words cut short (`Title. *Reef Syst.
    Lett.*`), and are no names: those are not cut short before their last word. Its year stays where it stands."""
    journal = next((part.text for part in parts if part.slanted and part.url is None), "").strip(" ,;")
    before = bullet.title.rstrip(".").removesuffix(journal.rstrip(".")).rstrip()
    if bullet.authors or (bullet.tag and bullet.tag.venue) or not before.endswith((".", ",", ";")):
        return bullet
    if not _CUT_SHORT.fullmatch(journal) or "." not in journal[:-1]:
        return bullet
    if names_in(journal, fewest=1) and not _WORD_CUT_SHORT.search(journal):
        return bullet
    return bullet._replace(title=before.rstrip(" .,;"), tag=_both(bullet.tag, Tag(journal, journal, None)))


def _with_slanted(bullet: Bullet, parts: Sequence[Span]) -> Bullet:
    """The bullet, if names in italics and what stands behind them are all that its remark says."""
    slanted = next((at for at, part in enumerate(parts) if part.slanted and part.url is None), len(parts))
    found = slanted_credits(_without_asides(tuple(without_labels(parts[slanted:])), bullet.aliases))
    if found is None or not bullet.remark.startswith(parts[slanted].text.strip()):
        return _with_others(bullet, plain(parts[slanted : slanted + 1]))
    return bullet._replace(authors=found.authors, tag=_both(bullet.tag, found.tag), remark="")


def _without_asides(parts: Sequence[Span], aliases: Sequence[str]) -> tuple[Span, ...]:
    """The spans in italics that open these, and the text behind without brackets that are empty or hold a name of the
    paper."""
    slanted = len(list(takewhile(lambda part: part.slanted or not part.text.strip(), parts)))
    behind = EMPTY_BRACKETS.sub(" ", plain(parts[slanted:])).strip()
    for alias in aliases:
        behind = behind.removesuffix(f"({alias})").strip()
    return (*parts[:slanted], Span(behind))


def _with_slanted_venue(bullet: Bullet, parts: Sequence[Span]) -> Bullet:
    """The bullet with the venue that nobody knows, if an acronym and a year are all that stands in italics behind its
    title (`“Title”, *TIDE, Apr 2022*`)."""
    slanted = next((part.text for part in parts if part.slanted and part.url is None), "")
    tag = parse_tag(slanted.strip(" .,"))
    told = bullet.tag is not None and bullet.tag.venue is not None
    acronym = tag is not None and tag.venue is not None and _is_acronym(tag.venue)
    if told or tag is None or not tag.venue or not tag.year or not acronym or names_employer(tag.venue):
        return bullet
    before = bullet.title.removesuffix(tag.venue).rstrip()
    if before != bullet.title and before.endswith((",", ".")):
        return bullet._replace(title=before.rstrip(" ,.").strip('"“”'), tag=tag)
    if bullet.remark.startswith(tag.venue):
        remark = bullet.remark.removeprefix(tag.text).removeprefix(tag.venue).strip(SEPARATORS)
        return bullet._replace(remark=remark, tag=tag)
    return bullet


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
    if found.tag and not _is_written_as_venue(found.tag):
        return bullet._replace(remark=found.tag.text)
    return bullet._replace(tag=_both(bullet.tag, found.tag))


def _is_written_as_venue(tag: Tag) -> bool:
    """Whether a venue that maybe nobody knows has capitals as one (`Tide Letters`), or says what it is behind the
    acronym of its society (`IEEE transactions on tides`), and is nothing else."""
    if tag.venue is None or is_known_venue(tag.text):
        return True
    first, *others = (word for word in tag.venue.split() if word not in _SMALL)
    capitals = all(word[0].isupper() or not word[0].isalpha() for word in (first, *others))
    told = capitals or (first.isupper() and names_periodical(" ".join(others)))
    return told and not is_label(tag.venue) and _may_be_venue(tag.venue, within=False)


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
    if _is_acronym(venue) and len(name.split()) == 1 and sole_name(f"J. {name}") and not is_known_venue(name):
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


def _is_acronym(text: str) -> bool:
    return len(text.split()) == 1 and sum(map(str.isupper, text)) > 1


def _both(tag: Tag | None, other: Tag | None) -> Tag | None:
    """The tag; a year that stands apart from its venue and the venue become one."""
    if tag is None or other is None or other.venue is None:
        return tag or other
    return together(tag, other) or (other if tag.text == str(other.year) else tag)


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
    tag = _both(bullet.tag, found.tag)
    if found.authors and found.tag and found.tag.year and names_employer(found.tag.venue or ""):
        year = Tag(str(found.tag.year), None, found.tag.year)
        return bullet._replace(authors=found.authors, tag=_both(bullet.tag, year), remark=found.tag.text)
    if found.authors:
        rest = "" if not found.tag or tag != bullet.tag else found.tag.text
        return bullet._replace(authors=found.authors, tag=tag, remark=rest)
    if found.tag and tag != bullet.tag and (found.tag.venue is None or _is_venue(found.tag, bullet.remark)):
        return bullet._replace(tag=tag, remark="")
    return bullet


def _is_venue(tag: Tag, remark: str) -> bool:
    """Whether a venue is well known, or an acronym that a full stop closes behind its year (`TIDE 2019.`), or is
    written out before a comma and its year, and is all that a remark says."""
    venue = tag.venue or ""
    closed = _is_acronym(venue) and remark == f"{tag.text}." and not (is_label(venue) or names_employer(venue))
    written = _WRITTEN_OUT.fullmatch(remark) is not None and not distinctions(f"({venue})")
    return is_known_venue(tag.text) or closed or written


def without_labels(parts: Iterable[Span]) -> Iterator[Span]:
    for part in parts:
        if part.url is None or not is_label_or_tag(part):
            yield part


def with_name(aliases: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((name, *aliases))) if name and has_words(name) else aliases
