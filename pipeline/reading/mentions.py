"""PURE: words that speak of another paper than the one they stand with: `Extends Alpa`, `Baseline: …`, `see also …`.

The links and the venue behind such words are the other paper's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.reading.addresses import place_of
from pipeline.reading.labels import is_label, says_paper, without_brackets
from pipeline.reading.spans import BREAK, Span, plain
from pipeline.reading.tags import leading_tag, linked_tag, trailing_tag

_MODIFIED = r"(?:(?:an?|the|its|directly|partly|largely|closely|also|further)\s+)?"
_OTHER = (
    rf"{_MODIFIED}"
    r"(?:extends|extension (?:of|to)|(?:builds?|built|building) (?:up)?on|based (?:up)?on|baselines?"
    r"|related(?! (?:links?|codes?|materials?|resources?|projects?|blogs?|videos?|slides?|data\w*|reading))"
    r"|compar(?:es?|ed|isons?)|follow(?:ing)?[ -]?ups?|followups?|follows|followed (?:up )?by|improve(?:s|ments?)?"
    r"|predecessors?|successors?|succeed(?:s|ed)|supersede[sd]|replace[sd]|generali[sz]es|outperforms|beats"
    r"|adapt(?:s|ed)|adopts|derived from|inspired by|motivated by|in contrast|contrasts?|similar to|unlike|like"
    r"|us(?:es|ed (?:by|in))|combines|integrates"
    r"|(?:prior|previous|earlier|later|subsequent|concurrent) (?:works?|papers?)|cites|cited (?:by|in)"
    r"|see(?: also)?|cf|vs|versus)"
)
_BEFORE = r"[\s,;:|·•–—\-(（]{0,12}"
_OPENING = re.compile(
    rf"{_BEFORE}(?:{_OTHER}(?![\w’'-])|基于|扩展自|参见|另见|相关(?:工作|论文)|后续(?:工作|论文)?|对比)",
    re.IGNORECASE,
)
_DOING = re.compile(
    rf"{_BEFORE}{_MODIFIED}(?:us(?:es|ed (?:by|in))|improve(?:s|ments?)?|combines|integrates|outperforms|beats|adopts"
    r"|adapt(?:s|ed)|generali[sz]es|cites|cited (?:by|in))(?![\w’'-])",
    re.IGNORECASE,
)
"""Those that as often tell what a paper does, whatever it does it with."""
_SEE = re.compile(rf"{_BEFORE}see(?! also)(?![\w’'-])", re.IGNORECASE)
_LOOSE = re.compile(rf"{_BEFORE}(?:see|cf|related|参见|另见|相关)", re.IGNORECASE)
_SEE_ALONE = re.compile(r"(?:see|read|view|check out)(?:[\s,;:|/&.·()\[\]（）【】]|\b(?:and|the)\b)*", re.IGNORECASE)
_WITHIN = re.compile(rf"(?:^|(?<=[.;,)])\s)(?={_OPENING.pattern})", re.IGNORECASE)
_INTRODUCING = re.compile(
    rf"{_OPENING.pattern}(?:\s+(?:the|an?|our|their|on|of|to|with|by|from|papers?|works?)){{0,3}}[\s:：,]*",
    re.IGNORECASE,
)
_CLOSES = tuple(".;!?)]】。")
_LONGEST = 2000
"""Characters: what is longer is prose, and slow to take apart."""
_EMPTY = " \t[(|,;:.·"
_EDGES = " \t,;:|·•–—-"
_EDGES_OF_LINKS = " \t,;:|·[]"


class Apart(NamedTuple):
    """What a line says of its own paper, and what it says of others, each in spans."""

    own: tuple[Span, ...]
    others: tuple[tuple[Span, ...], ...] = ()


def speaks_of_another(text: str) -> bool:
    """Whether a text that stands with a paper begins to speak of another one."""
    return _OPENING.match(text) is not None


def leads_to_labels(said: Sequence[Span]) -> bool:
    """Whether a line holds nothing but labelled links and words that lead to them: `See [paper](…) and [code](…)`."""
    links = [part for part in said if part.url]
    words = plain(part for part in said if not part.url).strip(_EDGES_OF_LINKS)
    return bool(links) and all(map(is_but_labelled, links)) and _SEE_ALONE.fullmatch(words) is not None


def says_what_it_does(text: str) -> bool:
    """Whether a text tells what a paper does: `Uses attention`, but not `Uses:`, which opens a list of others."""
    return _DOING.match(text) is not None and not text.endswith((":", "：")) and not _INTRODUCING.fullmatch(text)


def names_another(said: Sequence[Span]) -> bool:
    """Whether words that speak of another paper say which, by a link or a venue, or open with a relation that nothing
    but a paper can have: `Baselines:`. `See`, `Related:` and `Uses attention` alone name none."""
    text = plain(said)
    if any(part.url and not is_but_labelled(part) for part in said) or _has_venue(said):
        return True
    return speaks_of_another(text) and not (_DOING.match(text) or _LOOSE.match(text))


def introduces_another(said: Sequence[Span]) -> bool:
    """Whether nothing but such words stands before the title that a line links to: `Builds on [OBQ](…)`."""
    at = next((at for at, part in enumerate(said) if part.url), len(said))
    titled = at < len(said) and not is_label(said[at].text)
    return titled and _INTRODUCING.fullmatch(plain(said[:at])) is not None


def mentions_apart(said: Sequence[Span]) -> Apart:
    """A line cut where it begins to speak of another paper: on a line of its own, or behind a link or a venue. What is
    behind may hold the links of the paper itself, where one of them is but labelled: such a line is left whole, and so
    is one that but tells what the paper does."""
    text = plain(said)
    if len(text) > _LONGEST or speaks_of_another(text):
        return Apart(tuple(said))
    for at, part in enumerate(said):
        if part.url is not None or not part.text.strip():
            continue
        if _opens_line(said, at) and _line_is_of_another(said[:at], next(_lines(said[at:]))):
            return _cut(said, at, 0)
        for found in _WITHIN.finditer(part.text):
            own = (*said[:at], part._replace(text=part.text[: found.start()]))
            other = (part._replace(text=part.text[found.start() :]), *said[at + 1 :])
            if _tells_paper(own) and _rest_is_of_another(own, other):
                return _cut(said, at, found.start())
    return Apart(tuple(said))


def _line_is_of_another(own: Sequence[Span], line: Sequence[Span]) -> bool:
    """Whether a line that the author began anew speaks of another paper and keeps nothing of its own from it: neither
    labelled links, unless it gives a venue where the paper is known already, nor the only venue."""
    text = plain(line)
    if not speaks_of_another(text):
        return False
    if any(map(is_but_labelled, line)):
        return _has_venue(line) and _tells_paper(own) and not (_DOING.match(text) or _SEE.match(text))
    linked = any(part.url for part in line)
    return linked or not (_DOING.match(text) and _has_venue(line)) or _has_venue(own)


def _rest_is_of_another(own: Sequence[Span], rest: Sequence[Span]) -> bool:
    """Whether what goes on behind a paper on its line tells of another by a link or a venue. What a paper does it may
    do with anything: there a link by a title tells it, or a second venue."""
    if not _is_complete(rest) or any(map(is_but_labelled, rest)):
        return False
    if not _DOING.match(plain(rest)):
        return True
    return any(map(_names_paper, rest)) or (_has_venue(own) and _has_venue(rest))


def _names_paper(link: Span) -> bool:
    """Whether a link leads to a paper and is called by a name or a title, not by a label, a venue or its address."""
    if link.url is None or place_of(link.url) != "paper" or is_label(link.text):
        return False
    words = without_brackets(link.text)
    return words not in link.url and linked_tag(words) is None


def _cut(said: Sequence[Span], at: int, place: int) -> Apart:
    part = said[at]
    own = [*said[:at], part._replace(text=part.text[:place])]
    while own and (own[-1] == BREAK or (own[-1].url is None and not own[-1].text.strip())):
        own.pop()
    other = (part._replace(text=part.text[place:].lstrip(_EDGES)), *said[at + 1 :])
    return Apart(tuple(own), tuple(_lines(other)))


def _lines(said: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """The lines that the author broke on purpose; one that merely wrapped goes on."""
    line: list[Span] = []
    for part in (*said, BREAK):
        if part != BREAK:
            line.append(part)
        elif plain(line):
            yield tuple(line)
            line = []


def _opens_line(said: Sequence[Span], at: int) -> bool:
    """Whether a line begins at `at`, and the one before it has come to an end."""
    before = [part for part in said[:at] if part.text.strip() or part.url or part == BREAK or part.wraps]
    if not before or not (before[-1] == BREAK or before[-1].wraps):
        return False
    worded = [part for part in before if part.text.strip() or part.url]
    return bool(worded) and (
        BREAK in before[-2:] or worded[-1].url is not None or worded[-1].text.rstrip().endswith(_CLOSES)
    )


def _is_complete(said: Sequence[Span]) -> bool:
    """Whether a link or a venue tells which paper is spoken of."""
    return any(part.url for part in said) or trailing_tag(plain(said)) is not None


def _tells_paper(own: Sequence[Span]) -> bool:
    """Whether a line has said by a link or a venue which paper is its own; a link to code says it of no paper."""
    return any(_leads_to_paper(part) for part in own) or _has_venue(own)


def _leads_to_paper(part: Span) -> bool:
    """Whether a link leads to a paper, or says so, or to a page that may be one."""
    return part.url is not None and (place_of(part.url) in {"paper", "page"} or says_paper(part.text))


def _has_venue(said: Sequence[Span]) -> bool:
    """Whether a venue opens or closes a line, its links aside, or is a link's text."""
    text = plain(said)
    words = plain(part for part in said if part.url is None).rstrip(_EMPTY)
    tagged = trailing_tag(text) or trailing_tag(words) or leading_tag(text)
    return tagged is not None or any(part.url and linked_tag(without_brackets(part.text)) for part in said)


def is_but_labelled(link: Span) -> bool:
    """Whether a link is called by a word such as `pdf`, and not by its address."""
    words = without_brackets(link.text)
    return link.url is not None and is_label(link.text) and words not in link.url
