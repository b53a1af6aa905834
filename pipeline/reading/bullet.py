"""PURE: the spans of one line become title, tag, aliases, authors, links and remark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.models import Link
from pipeline.reading.bold import (
    CHECKBOX,
    FEWEST_TITLE_WORDS,
    NAME_BEFORE_COLON,
    has_words,
    is_label_or_tag,
    tag_of,
    with_title_apart,
)
from pipeline.reading.bylines import author_behind, credits_in
from pipeline.reading.credited import by_line, credited, with_name, without_labels
from pipeline.reading.halves import BEFORE_REMARK, aside_before_link, split
from pipeline.reading.labels import is_label, without_brackets, without_placeholders
from pipeline.reading.marks import (
    distinctions,
    without_count,
    without_distinction,
    without_field_name,
    without_marks,
    without_strokes,
)
from pipeline.reading.names import names_employer
from pipeline.reading.spans import BREAK, Span, plain
from pipeline.reading.tags import (
    Tag,
    Tagged,
    dated,
    is_known_venue,
    later_tag,
    leading_tag,
    linked_tag,
    parse_tag,
    trailing_tag,
    venue_alone,
)
from pipeline.reading.taken_apart import AFTER_TITLE, CLOSING, EMPTY_BRACKETS, OPENING, SEPARATORS, Bullet
from pipeline.reading.titles import looks_like_title
from pipeline.reading.wiki import with_title, without_hashtags

_STARS = re.compile(r"^\*{1,5}\s+(?=\S)|(?<=\S)\s\*{1,5}$")
"""`*** Title`: how much somebody likes a paper; or `** Title **`, which blanks keep from being in bold"""
_FULL_STOP = re.compile(r"(?<![.\s])\.$")
_AFFILIATION = re.compile(r"\s*[(（]\s*@[^()（）]*(?:\([^()]*\)[^()（）]*)*[)）]\s*$")
"""`(@MIT, Stanford)` behind a title says where its authors work."""
_REPEATED = re.compile(
    r"(?:[(\[](?P<name>[^()\[\]]{2,40})[)\]]|(?P<bare>[^\s:]{2,40}):)\s+(?=(?(name)(?P=name)|(?P=bare))\b)",
    re.IGNORECASE,
)
"""A name that stands before a title that begins with the very name."""
_DATE = re.compile(r"(?:19|20)\d\d(?:[-./]\d{1,2}){0,2}")
_YEAR_AND_ACRONYM = re.compile(r"(?:19|20)\d\d,? (?P<venue>[A-Z]+(?:&?[A-Z])+)")
"""`2018 RAID`: a venue, though nobody knows it"""
_QUOTED = re.compile('^(?:"([^"]+)"|“([^“”]+)”|«([^«»]+)»|《([^《》]+)》)$')
_NAME_IN_BRACKETS = re.compile(r"[(（]([^\s()（）]{2,30})[)）]$")
_LONGEST_NAME = 3
_PIECE_ENDS = re.compile(r"[+,;/|&]")
_LOOKS_LIKE_A_NAME = re.compile(r"[^\W\d_].*[A-Z]|[A-Z].*\d|^[A-Z]{2}")
_PLACED_LAST = re.compile(r"\s[-–—|]\s+(?i:in|at)\s+(?P<venue>(?=[^-–—|]*[A-Z\d])[^-–—|]{2,40})$")
"""` - in EMNLP 2021`, ` - in bioRxiv` behind all else; without a capital or a number it may go on (` - in nature`)"""
_LEADS_TO_LINKS = re.compile(r"(?<![\d)])[:：]|[:：](?!\s*\d)")
"""A colon, but between a volume and its pages: `Nature 521 (2015): 436-444`."""
_LONGEST = 5000
"""A bullet of more characters is prose and is not taken apart; its whole text counts as its title."""
_LONGEST_TAGGED_REMARK = 12
"""A remark of more words is prose, and a venue in it may be another paper's, unless it stands apart at its end."""


class _Opened(NamedTuple):
    """A bullet without the tag that opens it, and what brackets before that tag say of the paper."""

    tag: Tag | None
    rest: tuple[Span, ...]
    before: str = ""


class _Text(NamedTuple):
    """Text on its way to being clean, and the tag taken from it or found before."""

    text: str
    tag: Tag | None


def read_bullet(parts: Sequence[Span]) -> Bullet:
    """What one bullet says. Decides nothing about whether it names a paper."""
    links = tuple(Link(label=without_brackets(part.text), url=part.url) for part in parts if part.url)
    if sum(len(part.text) for part in parts) > _LONGEST:
        return Bullet(plain(parts), links=links)
    said, hashtags = without_hashtags(with_title(parts))
    said, marks = _marks_apart(said)
    read = _read(said, links)
    return read._replace(remark=" ".join(filter(None, (read.remark, hashtags, marks)))) if hashtags or marks else read


def _marks_apart(parts: Sequence[Span]) -> tuple[tuple[Span, ...], str]:
    """The line without the words in code that open it, or stand behind the tag that does, before a dash or authors and
    a title that is a link (`` `Clay` `Glass` Odell et al. [Title](…)``), and those words. Right before the link, or
    before a colon, they are a name of the paper; and they may be its title."""
    at = next((at for at, part in enumerate(parts) if part.url), len(parts))
    coded = [place for place in range(at) if parts[place].coded]
    if not coded or at == len(parts) or is_label_or_tag(parts[at]) or len(parts[at].text.split()) < FEWEST_TITLE_WORDS:
        return tuple(parts), ""
    opening, behind = plain(parts[: coded[0]]).strip(SEPARATORS), plain(parts[coded[-1] + 1 : at])
    between = plain(parts[place] for place in range(coded[0], coded[-1]) if place not in coded)
    told = credits_in(behind, fewest=1) is not None or (bool(behind) and not behind.strip("-–—|"))
    tagged = any(parse_tag(parts[place].text) or is_label(parts[place].text) for place in coded)
    titled = any(_holds_title(parts[place].text) for place in coded)
    if not told or tagged or titled or has_words(between) or (has_words(opening) and not parse_tag(opening)):
        return tuple(parts), ""
    words = " ".join(parts[place].text for place in coded)
    first = coded[-1] + 1
    rest = (parts[first]._replace(text=parts[first].text.lstrip(SEPARATORS)), *parts[first + 1 :])
    return (*parts[: coded[0]], *rest), words


def _holds_title(text: str) -> bool:
    """Whether words look like a title, and not like several names (`Clay + Glass + Reefs + Tides`)."""
    return any(map(looks_like_title, _PIECE_ENDS.split(text)))


def _read(parts: Sequence[Span], links: tuple[Link, ...]) -> Bullet:
    opened = _without_leading_tag(_from_first_tag(tuple(_joined(with_title_apart(parts)))))
    tag, halves = opened.tag, split(opened.rest)
    title, tag = _clean_title(_Text(halves.title, tag), followed=bool(halves.after))
    remark, tag = _clean_remark(halves.after, tag)
    if BREAK in halves.after and (found_below := credits_in(by_line(halves.after), fewest=1)):
        remark, tag = opened.before, tag or found_below.tag
        return Bullet(
            title,
            tag,
            with_name(_aliases(parts, title), halves.name),
            links,
            remark,
            found_below.authors,
            halves.linked,
        )
    remark = " ".join(filter(None, (*distinctions(halves.title), remark)))
    aliases = with_name(_aliases(parts, title), halves.name)
    read = Bullet(title, tag, aliases, links, remark or opened.before, linked=halves.linked)
    found = _with_author(credited(read, parts, taken_apart=not halves.whole), halves.author)
    return found._replace(remark=" ".join(filter(None, (opened.before, found.remark)))) if remark else found


def _with_author(bullet: Bullet, before: str) -> Bullet:
    """The bullet with the one author who stands before its title, or behind it, if no others do."""
    author = before or author_behind(bullet.remark)
    if bullet.authors or not author:
        return bullet
    return bullet._replace(authors=(author,), remark=bullet.remark if before else "")


def _joined(parts: Iterable[Span]) -> Iterator[Span]:
    """Neighbouring stretches of text as one span, bold or not, without the box of a task list."""
    first = True
    for is_text, group in groupby(parts, key=lambda part: part.url is None and part != BREAK and not part.strong):
        if not is_text:
            yield from group
        elif text := CHECKBOX.sub("", "".join(part.text for part in group), count=1 if first else 0):
            yield Span(text)
        first = False


def _from_first_tag(parts: tuple[Span, ...]) -> tuple[Span, ...]:
    """The line without the labels before a link or a badge that is a tag, where a title stands behind that."""
    at = next((at for at, part in enumerate(parts) if not _is_label_before(part)), len(parts))
    titled = any(not is_label_or_tag(part) if part.url else has_words(part.text) for part in parts[at + 1 :])
    return parts[at:] if at < len(parts) and parts[at].url is not None and tag_of(parts[at]) and titled else parts


def _is_label_before(part: Span) -> bool:
    return tag_of(part) is None and is_label(part.text) if part.url is not None else not part.text.strip(SEPARATORS)


def _without_leading_tag(parts: tuple[Span, ...]) -> _Opened:
    head, *tail = parts or (Span(""),)
    if head.url is not None:
        tag = tag_of(head)
        return _Opened(tag, tuple(tail) if tag else parts)
    if head.strong:
        return _Opened(None, parts)
    if head.text.strip() in tuple(OPENING) and tail and tail[0].url is not None and (tag := _linked_tag_before(tail)):
        return _Opened(tag, tuple(_without_closing(tail[1:])))
    text = without_marks(head.text)
    tagged = leading_tag(text) or _tag_behind_marks(text, tail)
    if tagged is None and tail and (tag := _bare_tag(head.text)):
        return _Opened(tag, tuple(tail))
    if tagged is None:
        aside = aside_before_link(parts)
        return _Opened(None, tuple(tail) if aside else parts, aside)
    return _Opened(tagged.tag, (Span(tagged.rest), *tail), ", ".join(tagged.before))


def _linked_tag_before(parts: Sequence[Span]) -> Tag | None:
    """The tag of a link in brackets that opens a bullet. As one without a link, it names any venue with its year, if
    the title stands behind it (`[[Shores2021](…)] Title`)."""
    titled = any(part.url is None and has_words(part.text) for part in parts[1:2])
    tag = parse_tag(parts[0].text) if titled else None
    return tag_of(parts[0]) or (tag if tag and tag.year else None)


def _tag_behind_marks(text: str, tail: Sequence[Span]) -> Tagged | None:
    """The tag behind brackets of a word or two, neither labels nor numbers (`[Google][MIT][ICML 2024] Title`)."""
    tagged = later_tag(text)
    if tagged is None:
        return None
    before = tuple(map(without_marks, tagged.before))
    titled = has_words(tagged.rest) or any(part.url is None or not is_label_or_tag(part) for part in tail[:1])
    return tagged._replace(before=before) if titled and all(map(_is_mark, before)) else None


def _is_mark(said: str) -> bool:
    return len(said.split()) <= NAME_BEFORE_COLON and any(map(str.isalpha, said)) and not is_label(said)


def _without_closing(parts: Sequence[Span]) -> Iterator[Span]:
    for index, part in enumerate(parts):
        yield part if index or part.url else part._replace(text=part.text.lstrip(BEFORE_REMARK))


def _bare_tag(text: str) -> Tag | None:
    """The tag that all of a text is that stands before a title in bold or in a link (`ICLR 2024 | [Title](…)`)."""
    words = without_marks(text.strip()).strip(AFTER_TITLE + CLOSING)
    named = _YEAR_AND_ACRONYM.fullmatch(words)
    placed = named is not None and not (is_label(named["venue"]) or names_employer(named["venue"]))
    return linked_tag(words) or (parse_tag(words) if placed or _DATE.fullmatch(words) else None)


def _clean_title(title: _Text, *, followed: bool) -> _Text:
    """Nothing is left at either end of the title that belonged to a tag or a label; its inside is not touched."""
    text, tag = without_strokes(without_marks(" ".join(title.text.split()))), title.tag
    text = _STARS.sub("", text)
    text = without_field_name(without_count(text))
    if tag is None and (tagged := leading_tag(text) or dated(text)) and has_words(tagged.rest):
        text, tag = tagged.rest, tagged.tag
    before = None
    while text != before:
        before = text
        text = _AFFILIATION.sub("", without_placeholders(without_marks(text))).rstrip(AFTER_TITLE)
        if followed and text != (stopless := without_marks(_FULL_STOP.sub("", text))) and stopless != text[:-1]:
            text = stopless
        text = without_distinction(text)
        if tag is None and (tagged := trailing_tag(text) or (venue_alone(text) if followed else None)):
            text, tag, followed = tagged.rest, tagged.tag, True
        if (placed := _placed(tag, trailing_tag(text))) is not None:
            text, tag, followed = placed.rest, placed.tag, True
    text = (_FULL_STOP.sub("", text) if followed else text).lstrip(SEPARATORS)
    if repeated := _REPEATED.match(text):
        text = text[repeated.end() :]
    quoted = _QUOTED.match(text)
    return _Text(_FULL_STOP.sub("", quoted[quoted.lastindex or 0].strip(" ,")) if quoted else text, tag)


def _placed(day: Tag | None, behind: Tagged | None) -> Tagged | None:
    """The well-known venue behind a title that the day of the paper opens (`[2023.08.23] Title (ICLR 2024)`). The tag
    is still the day."""
    if day is None or day.venue is not None or behind is None or not is_known_venue(behind.tag.text):
        return None
    tag = day._replace(venue=behind.tag.venue, year=behind.tag.year or day.year)
    return behind._replace(tag=tag) if tag.venue else None


def _clean_remark(after: tuple[Span, ...], tag: Tag | None) -> _Text:
    linked = (tag_of(part) for part in after if part.url is not None)
    tag = tag or next((found for found in linked if found), None)
    text = without_marks(without_placeholders(plain(without_labels(after))).strip(" ,;|")) if after else ""
    if (
        tag is None
        and len(text.split()) <= _LONGEST_TAGGED_REMARK
        and (tagged := leading_tag(text) or trailing_tag(text))
    ):
        text, tag = tagged.rest, tagged.tag
    if tag is None and (tagged := leading_tag(text)) and tagged.tag.venue is None:
        text, tag = tagged.rest, tagged.tag
    if (named := _placed(tag, leading_tag(text))) is not None:
        text, tag = named.rest, named.tag
    if tag is None and (placed := _PLACED_LAST.search(text.rstrip(" ."))) and (tag := linked_tag(placed["venue"])):
        text = text[: placed.start()]
    text = EMPTY_BRACKETS.sub(" ", EMPTY_BRACKETS.sub(" ", text))
    introduces = is_label(text.strip(AFTER_TITLE + CLOSING)) and _LEADS_TO_LINKS.search(text) is not None
    text = " ".join(text.lstrip(BEFORE_REMARK).rstrip(AFTER_TITLE).split())
    return _Text(text if has_words(text) and not introduces else "", tag)


def _aliases(parts: Sequence[Span], title: str) -> tuple[str, ...]:
    """Bold words alone in brackets, and the one word in brackets that ends the title, if it looks like a name."""
    bold = [part.text.strip("() ") for index, part in enumerate(parts) if part.strong and _in_brackets(parts, index)]
    found = [words for words in bold if _may_be_name(words)]
    last = _NAME_IN_BRACKETS.search(title)
    if last and _LOOKS_LIKE_A_NAME.search(last[1]):
        found.append(last[1])
    names = (alias for alias in found if any(map(str.isalpha, alias)) and not linked_tag(alias))
    return tuple(dict.fromkeys(alias for alias in names if not distinctions(f"({alias})")))


def _may_be_name(text: str) -> bool:
    """Whether words in bold and in brackets may be a name of the paper: one, or a few that all begin with capitals or
    are a version (`YOLO v3`), and no remark (`**(An outstanding work)**`)."""
    words = text.split()
    capital = all(word[0].isupper() or not word[0].isalpha() or word[-1].isdigit() for word in words)
    return "," not in text and (len(words) == 1 or (len(words) <= _LONGEST_NAME and capital))


def _in_brackets(parts: Sequence[Span], index: int) -> bool:
    text = parts[index].text
    before = parts[index - 1].text if index else ""
    after = parts[index + 1].text if index + 1 < len(parts) else ""
    inside = text.startswith("(") and text.endswith(")")
    return inside or (before.rstrip().endswith("(") and after.lstrip().startswith(")"))
