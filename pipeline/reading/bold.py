"""PURE: where a line that holds more begins with a title in bold, and whether the bold is all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.reading.addresses import place_of
from pipeline.reading.bylines import author_before, credits_in
from pipeline.reading.labels import is_label, without_brackets
from pipeline.reading.marks import distinctions, without_marks
from pipeline.reading.names import names_employer, names_periodical, sole_name
from pipeline.reading.spans import BREAK, Span
from pipeline.reading.tags import Tag, leading_tag, linked_tag, names_conference

CHECKBOX = re.compile(r"\s*\[[ xX]\]\s+")
EDGES = " \t,;:|·•→–—/\\-[](){}（）【】."
_DESCRIPTION = re.compile(r"\s*[-–—]+\s|\s+[-–—]+|\s*\|")
_PUBLISHED = re.compile(r"\W*(?:(?:IEEE|ACM|Nature|Science)\b|[A-Z]\w+s (?:of|in|on)\b)")
"""`IEEE Access`, `Communications of the ACM`, `Trends in Cognitive Sciences`"""
_ON_PAPER = frozenset({"code", "media"})
"""Places that are no papers, but may be on one"""
NAME_BEFORE_COLON = 3
"""A linked name of at most so many words, with a colon behind it, is the beginning of the title and not the whole."""
FEWEST_TITLE_WORDS = 3
_LONGEST_NAME = 5
"""Words in bold before a colon that may still be but the beginning of a title."""


def with_title_apart(parts: Sequence[Span]) -> Iterator[Span]:
    """The spans; a title in bold, which would else run on into what follows, keeps its type, and nothing else does."""
    merged = _names_unmarked(_strong_merged(parts))
    first = next((index for index, part in enumerate(merged) if _begins(part)), len(merged))
    title = next((at for at in (first, _next(merged, first)) if at < len(merged) and _may_be_title(merged, at)), None)
    for index, part in enumerate(merged):
        is_title = index == title
        yield part._replace(strong=is_title) if part.url is None else part


def _names_unmarked(parts: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans; where authors in bold stand before a title in italics or before one that is linked, they lose their
    type, and the title has it (`**Ada Odell, Ivo Tarn** - *Growing Caches along the Shore*`)."""
    worded = [at for at, part in enumerate(parts) if has_words(part.text)][:2]
    if len(worded) < len(("names", "title")) or not parts[worded[0]].strong or parts[worded[0]].url is not None:
        return parts
    (first, names), (at, title) = ((index, parts[index]) for index in worded)
    marked = title.slanted if title.url is None else not is_label_or_tag(title) and place_of(title.url) not in _ON_PAPER
    long = len(title.text.split()) >= FEWEST_TITLE_WORDS and not title.text.lstrip()[0].islower()
    if not (marked and long and _are_authors(names.text)) or _tells_of_paper(title.text):
        return parts
    unmarked = Span(names.text + "".join(part.text for part in parts[first + 1 : at]))
    return (*parts[:first], unmarked, title._replace(strong=True), *parts[at + 1 :])


def _tells_of_paper(text: str) -> bool:
    """Whether words behind a title say who wrote it, and where, where it appeared, or how it was honoured."""
    published = names_periodical(text) or names_conference(text) or _PUBLISHED.match(text) is not None
    placed = published or names_employer(text) or linked_tag(text) is not None
    named = credits_in(text) is not None or sole_name(text, initialled=True) != ""
    return placed or named or bool(distinctions(f"({text})"))


def _next(parts: Sequence[Span], first: int) -> int:
    """The place of a longer stretch in bold right behind a name in bold, `**Alpa** **Automating Parallelism …**`, or
    behind authors, where it may be shorter but says nothing else of a paper."""
    after = next((at for at in range(first + 1, len(parts)) if parts[at].text.strip()), len(parts))
    if after == len(parts):
        return after
    words, title = parts[first].text, parts[after].text
    long = len(title.split()) > NAME_BEFORE_COLON
    if parts[first].strong:
        named = len(words.split()) <= NAME_BEFORE_COLON
    else:
        named = author_before(words) != "" or _are_authors(words)
        long = long or (len(title.split()) >= FEWEST_TITLE_WORDS and not _tells_of_paper(title))
    return after if named and long else len(parts)


def _are_authors(text: str) -> bool:
    credited = credits_in(text)
    return credited is not None and credited.tag is None


def _may_be_title(parts: Sequence[Span], index: int) -> bool:
    return parts[index].strong and parts[index].url is None and _is_whole_title(parts, index)


def _begins(part: Span) -> bool:
    """Whether the title may begin here: words that are no label, tag or box of a task list."""
    text = without_marks(part.text.strip())
    if part.url is not None or not has_words(text):
        return part.url is not None and not is_label(text)
    return not (is_label(text) or CHECKBOX.fullmatch(f"{text} ") or _is_only_tag(text))


def _is_only_tag(text: str) -> bool:
    tagged = leading_tag(text)
    return bool((tagged and not has_words(tagged.rest)) or linked_tag(text.strip(EDGES)))


def _strong_merged(parts: Sequence[Span]) -> tuple[Span, ...]:
    """The spans, with neighbouring bold ones as one."""
    merged: list[Span] = []
    for part in parts:
        if merged and part.strong and merged[-1].strong and part.url is None and merged[-1].url is None:
            merged[-1] = merged[-1]._replace(text=merged[-1].text + part.text)
        else:
            merged.append(part)
    return tuple(merged)


def _is_whole_title(parts: Sequence[Span], index: int) -> bool:
    """Whether what is in bold at `index` is the title as a whole, going by what comes behind it."""
    text = parts[index].text.strip()
    words = len(text.split())
    behind = next((part for part in parts[index + 1 :] if part.text.strip() or part.url or part == BREAK), None)
    if _leads_on(text) or leading_tag(text):
        return False
    if behind is None or behind == BREAK or (behind.url is not None and is_label_or_tag(behind)):
        return True
    if behind.url is not None:
        return words > NAME_BEFORE_COLON
    after = behind.text.lstrip()
    if _DESCRIPTION.match(behind.text) or words < FEWEST_TITLE_WORDS:
        return bool(_DESCRIPTION.match(behind.text)) or (after.startswith(".") and _are_authors(after))
    ends = text[-1] in ".?!" or after[0] in ",.;|·(（[【" or (after[0] in ":：" and words > _LONGEST_NAME)
    return ends or behind.slanted or credits_in(after, fewest=1) is not None


def _leads_on(text: str) -> bool:
    """`Title:` in bold says what stands behind it."""
    return text.rstrip().endswith((":", "：", ","))


def tag_of(link: Span) -> Tag | None:
    """The tag that a link's text is; `[arXiv](…)` without a year is but a label."""
    tag = linked_tag(without_brackets(link.text))
    return tag if tag and (tag.year or not is_label(without_brackets(link.text))) else None


def is_label_or_tag(link: Span) -> bool:
    return is_label(link.text) or tag_of(link) is not None


def has_words(text: str) -> bool:
    return any(letter.isalnum() for letter in text)
