"""PURE: the venue of a line that nobody knows, told by where it stands and how it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.reading.addresses import place_of
from pipeline.reading.bold import has_words
from pipeline.reading.citations import reference
from pipeline.reading.labels import is_label
from pipeline.reading.marks import distinctions
from pipeline.reading.names import names_employer, names_in, names_periodical
from pipeline.reading.spans import Span, plain
from pipeline.reading.tags import Tag, is_known_venue, parse_tag, trailing_acronym
from pipeline.reading.taken_apart import AFTER_TITLE, SEPARATORS, Bullet, both

_PIECE_ENDS = re.compile(r"\s*[|｜]\s*")
_FEWEST_PIECES = 3
_FEWEST_BEFORE_ACRONYM = 3
"""Words of a title"""
_LONGEST_JOURNAL = 8
"""Words of a journal's name."""
_CUT_SHORT = re.compile(r"[A-Z][^\W\d_]*\.?(?: (?:of|and|&|[A-Z][^\W\d_]*\.?)){1,7}")
_WORD_CUT_SHORT = re.compile(r"[^\W\d_]{3,}\. ")
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
_SMALL = frozenset("of on in and for the to at".split())


def with_acronym(bullet: Bullet) -> Bullet:
    """The bullet with the venue that nobody knows, if an acronym with its year is all that its title holds besides. A
    place of work there is a remark."""
    tagged = trailing_acronym(bullet.title) if bullet.tag is None and not bullet.authors else None
    if tagged is None or len(tagged.rest.split()) < _FEWEST_BEFORE_ACRONYM:
        return bullet
    if names_employer(place := tagged.tag.venue or ""):
        remark = " ".join(filter(None, (place, bullet.remark)))
        return bullet._replace(title=tagged.rest, tag=tagged.tag._replace(venue=None), remark=remark)
    return bullet._replace(title=tagged.rest, tag=tagged.tag)


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


def with_linked_venue(bullet: Bullet, parts: Sequence[Span]) -> Bullet:
    """The bullet with the venue that its last piece is, and without its words."""
    told = bullet.tag is not None and bullet.tag.venue is not None
    if told or (venue := linked_venue(parts)) is None:
        return bullet
    title, remark = (text.removesuffix(venue.text).rstrip(AFTER_TITLE) for text in (bullet.title, bullet.remark))
    return bullet._replace(title=title, remark=remark, tag=both(bullet.tag, venue))


def with_placed_venue(bullet: Bullet, parts: Sequence[Span]) -> Bullet:
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
    return not within or " " in text or is_acronym(text)


def with_cut_short(bullet: Bullet, parts: Sequence[Span]) -> Bullet:
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
    return bullet._replace(title=before.rstrip(" .,;"), tag=both(bullet.tag, Tag(journal, journal, None)))


def with_slanted_venue(bullet: Bullet, parts: Sequence[Span]) -> Bullet:
    """The bullet with the venue that nobody knows, if an acronym and a year are all that stands in italics behind its
    title (`“Title”, *TIDE, Apr 2022*`)."""
    slanted = next((part.text for part in parts if part.slanted and part.url is None), "")
    tag = parse_tag(slanted.strip(" .,"))
    told = bullet.tag is not None and bullet.tag.venue is not None
    acronym = tag is not None and tag.venue is not None and is_acronym(tag.venue)
    if told or tag is None or not tag.venue or not tag.year or not acronym or names_employer(tag.venue):
        return bullet
    before = bullet.title.removesuffix(tag.venue).rstrip()
    if before != bullet.title and before.endswith((",", ".")):
        return bullet._replace(title=before.rstrip(" ,.").strip('"“”'), tag=tag)
    if bullet.remark.startswith(tag.venue):
        remark = bullet.remark.removeprefix(tag.text).removeprefix(tag.venue).strip(SEPARATORS)
        return bullet._replace(remark=remark, tag=tag)
    return bullet


def is_venue(tag: Tag, remark: str) -> bool:
    """Whether a venue is well known, or an acronym that a full stop closes behind its year (`TIDE 2019.`), or is
    written out before a comma and its year, and is all that a remark says."""
    venue = tag.venue or ""
    closed = is_acronym(venue) and remark == f"{tag.text}." and not (is_label(venue) or names_employer(venue))
    written = _WRITTEN_OUT.fullmatch(remark) is not None and not distinctions(f"({venue})")
    return is_known_venue(tag.text) or closed or written


def is_written_as_venue(tag: Tag) -> bool:
    """Whether a venue that maybe nobody knows has capitals as one (`Tide Letters`), or says what it is behind the
    acronym of its society (`IEEE transactions on tides`), and is nothing else."""
    if tag.venue is None or is_known_venue(tag.text):
        return True
    first, *others = (word for word in tag.venue.split() if word not in _SMALL)
    capitals = all(word[0].isupper() or not word[0].isalpha() for word in (first, *others))
    told = capitals or (first.isupper() and names_periodical(" ".join(others)))
    return told and not is_label(tag.venue) and _may_be_venue(tag.venue, within=False)


def is_acronym(text: str) -> bool:
    return len(text.split()) == 1 and sum(map(str.isupper, text)) > 1
