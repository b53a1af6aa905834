"""PURE: where the title of a line ends: the spans are cut into the title and what stands behind it."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.reading.bold import FEWEST_TITLE_WORDS, NAME_BEFORE_COLON, has_words, is_label_or_tag
from pipeline.reading.bylines import author_before, credits_in
from pipeline.reading.citations import is_citation
from pipeline.reading.introductions import without_introduction
from pipeline.reading.labels import first_placeholder, is_label, without_placeholders
from pipeline.reading.marks import distinctions, without_marks
from pipeline.reading.quoted import cites
from pipeline.reading.spans import BREAK, Span
from pipeline.reading.taken_apart import AFTER_TITLE, CLOSING, OPENING, SEPARATORS
from pipeline.reading.told_venues import linked_venue

BEFORE_REMARK = SEPARATORS + CLOSING + "."
_RUNS_ON = re.compile(r"\s(?:for|with|via|of|to|using|through|from|and|on|under|as)\s(?:the\s|an?\s)?[A-Z]")
_WORD_OR_TWO = r"[^\s()\[\]]{2,30}(?: [^\s()\[\]]{1,30})?"
_BRACKETED = re.compile(rf"\({_WORD_OR_TWO}\)|\[{_WORD_OR_TWO}\]")
_ASIDE = re.compile(r"\([^\s()\[\]][^()\[\]]{1,30}\)|\[[^\s()\[\]][^()\[\]]{1,30}\]")
_INTRODUCED = re.compile(
    r"(?:main|presented|discussed|required|selected|today's) (?:papers?|article|reading) ?:", re.IGNORECASE
)
_COLONS = (":", "：")


class Halves(NamedTuple):
    """A bullet cut where its title ends."""

    title: str
    after: tuple[Span, ...]
    linked: str | None = None
    name: str = ""
    """A short name that stands before the title."""
    whole: bool = False
    """Whether the author marked the title as such, by bold type or a link: then it is not taken apart."""
    author: str = ""
    """The one author who stands before the title."""


def split(parts: tuple[Span, ...]) -> Halves:
    """A line without the tag that opens it, cut where its title ends."""
    parts = _from_first_word(parts)
    if not parts or _is_name_before_colon(parts):
        return _split_at_first_label(_colon_closed(parts))
    if parts[0].url is not None and _runs_on(parts):
        return _split_at_first_label(parts)._replace(linked=parts[0].url)
    if parts[0].strong or parts[0].url is not None:
        return Halves(parts[0].text, parts[1:], parts[0].url, whole=not is_citation(parts[0].text))
    author = _author_before_title(parts)
    if author or _is_name_before_link(parts):
        name = "" if author else parts[0].text.strip(AFTER_TITLE + CLOSING)
        return Halves(parts[1].text, parts[2:], parts[1].url, name, whole=True, author=author)
    if _are_credits_before_title(parts):
        return Halves(parts[1].text, (parts[0], BREAK, *parts[2:]), parts[1].url, whole=True)
    return _split_at_first_label(parts)


def aside_before_link(parts: tuple[Span, ...]) -> str:
    """The remark in brackets, of several words and no credits, before the link that holds the title (`(A first look
    back) [Title](…)`); "" where nothing or something else stands there."""
    if not _stands_before_title(parts) or parts[1].url is None or len(parts[1].text.split()) < FEWEST_TITLE_WORDS:
        return ""
    said = parts[0].text.strip()
    told = not _ASIDE.fullmatch(said) or _BRACKETED.fullmatch(said) or credits_in(said, fewest=1)
    return "" if told else said[1:-1]


def _runs_on(parts: tuple[Span, ...]) -> bool:
    """`[Deep Residual Learning](…) for Image Recognition`: the link ends within the title."""
    after = parts[1] if len(parts) > 1 else BREAK
    return after.url is None and bool(_RUNS_ON.match(after.text))


def _stands_before_title(parts: tuple[Span, ...]) -> bool:
    """Whether a line begins with words before a marked title that are the name of something, and not what a list says
    of the paper, as `(Oral)`."""
    marked = len(parts) > 1 and (parts[1].strong or (parts[1].url is not None and not is_label_or_tag(parts[1])))
    return marked and not distinctions(parts[0].text)


def _are_credits_before_title(parts: tuple[Span, ...]) -> bool:
    """`Kaiming He et al., [Title](…)`: only authors, a venue or both stand before the link that holds the title; or
    several authors before a title in bold."""
    if not _stands_before_title(parts):
        return False
    long = len(parts[1].text.split()) >= FEWEST_TITLE_WORDS
    credited = credits_in(parts[0].text, fewest=1 if parts[1].url else 2) if long else None
    named = credited is not None and (parts[1].url is not None or credited.tag is None)
    return named and linked_venue(parts) is None


def _author_before_title(parts: tuple[Span, ...]) -> str:
    """The author in `J. Odell. **Title**`, `Mary Odell, [Title](…)`; "" where something else stands before a title."""
    if not _stands_before_title(parts):
        return ""
    return author_before(parts[0].text) if len(parts[1].text.split()) >= FEWEST_TITLE_WORDS else ""


def _is_name_before_link(parts: tuple[Span, ...]) -> bool:
    """`**Alpa** [Alpa: Automating Parallelism](…)`: the link holds the title, and a name stands before it. In brackets
    it is one before a shorter title too (`(Alpa) [Automating Parallelism in Practice](…)`, `[Alpa] <[…](…)>`)."""
    if not _stands_before_title(parts):
        return False
    before, linked = parts[0].text.strip().removesuffix("<").rstrip(), parts[1].text
    if _BRACKETED.fullmatch(before):
        return len(linked.split()) >= FEWEST_TITLE_WORDS and not is_label(before[1:-1])
    opened = before[-1:] in set(":：-–—|") or not before
    return (
        not opened
        and len(before.split()) <= 2
        and len(linked.split()) > NAME_BEFORE_COLON + 1
        and before[-1:] not in OPENING
    )


def _from_first_word(parts: tuple[Span, ...]) -> tuple[Span, ...]:
    """The bullet without the labels, marks and breaks that stand before its first word."""
    for index, part in enumerate(parts):
        if part.url is not None:
            if not is_label(part.text):
                return parts[index:]
            continue
        text = without_placeholders(part.text) if _opens_with_placeholder(part.text) else part.text
        if has_words(without_marks(text.strip())) and not _introduces_link(text):
            return (part._replace(text=text.lstrip(BEFORE_REMARK) if index else text), *parts[index + 1 :])
    return ()


def _opens_with_placeholder(text: str) -> bool:
    found = first_placeholder(text)
    return found is not None and not has_words(text[: found.start()])


def _introduces_link(text: str) -> bool:
    """`Paper:` says what the link behind it is, and so does `Presented paper:`."""
    return text.rstrip().endswith(":") and (is_label(text) or _INTRODUCED.fullmatch(text.strip()) is not None)


def _is_name_before_colon(parts: tuple[Span, ...]) -> bool:
    """`[Alpa](…): Automating …`, `[Alpa:](…) Automating …`: the link holds only the name, and the title goes on behind
    the colon."""
    named, after = parts[0], parts[1:2]
    if named.url is None or len(named.text.split()) > NAME_BEFORE_COLON:
        return False
    within = named.text.rstrip().endswith(_COLONS)
    return any(part.url is None and has_words(part.text) if within else _opens_with_colon(part) for part in after)


def _opens_with_colon(part: Span) -> bool:
    return part.text.lstrip().startswith(_COLONS)


def _colon_closed(parts: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans without a blank between a linked name and its colon."""
    if len(parts) < 2 or not _opens_with_colon(parts[1]):
        return parts
    return (parts[0], parts[1]._replace(text=parts[1].text.lstrip()), *parts[2:])


def _split_at_first_label(parts: tuple[Span, ...]) -> Halves:
    """The title is everything up to the first label, linked tag, placeholder or deliberate line break, or, behind a
    full stop, the first link that only cites it (`Title. [Odell (1950)](…)`)."""
    title: list[str] = []
    for index, part in enumerate(parts):
        if part == BREAK:
            return Halves("".join(title), parts[index:])
        cited = "".join(title).rstrip().endswith((".", "?", "!")) and cites(part.text.strip())
        if part.url is not None and index and (cited or is_label_or_tag(part)):
            text, opened = without_introduction("".join(title))
            return Halves(text, (*([Span(opened)] if opened else []), *parts[index:]))
        lost = first_placeholder(part.text) if part.url is None else None
        if lost:
            title.append(part.text[: lost.start()])
            return Halves("".join(title), (Span(part.text[lost.end() :]), *parts[index + 1 :]))
        title.append(part.text)
    return Halves("".join(title), ())
