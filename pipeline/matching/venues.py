"""PURE: is `OSDI` the `USENIX Symposium on Operating Systems Design and Implementation`?

A name may say more than the venue: `KDD '22: The 28th ACM SIGKDD Conference on …, Washington, DC, USA`. So it is taken
apart at its commas, colons and brackets, and one part, or several in a row, must be the short name or what that stands
for, with nothing beside it but what proceedings are called: `Transactions of the ACL`, `SIGGRAPH Asia` and `Nature
Communications` are other venues than `ACL`, `SIGGRAPH` and `Nature`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.matching.normalise import fold
from pipeline.matching.rules import STOP_WORDS
from pipeline.matching.venue_names import (
    ALIASES,
    BESIDE_ACRONYMS,
    HOSTS,
    IN_PROCEEDINGS,
    KINDS,
    NAMES,
    OTHER_KIND,
    PREPRINT_SERVERS,
    PROCEEDINGS,
    SOCIETIES,
    WORKSHOP,
)

_ORGANISER = re.compile(r"sig[a-z]{2,}|\d+(?:st|nd|rd|th)|[a-z]?\d+|(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
"""A special interest group, or the number of a conference or volume."""
_PARTING = re.compile(r"[,:;()\[\]]|\s[-–—]\s|\band (?=(?:the )?\d|conference\b)", re.IGNORECASE)
_YEAR = re.compile(r"(?:(?<![^\W_])|(?<=[^\W\d_]{2}))(?:19|20)?\d\d\b")
"""A year apart, or at the end of an acronym: `LREC'16`, `SC20`."""
LETTERS = range(3, 13)
"""How many letters an acronym has for other names to be compared with it by their initials: two letters agree by
chance, and many can be made up of words in too many ways."""
MOST_PARTS = 4
"""A venue's own name has at most so many parts: `High Performance Computing, Networking, Storage and Analysis` has
three."""
LONGEST = 400
"""Characters. Names of proceedings are shorter, place and time included; a longer text is not taken apart, because that
takes time with the square of its length."""
_OWN = re.compile(r"^([^,:;()\[\]]+):|[(\[]([^,:;()\[\]]+)[)\]]\s*(?=$|[,:;])")
"""What stands before the first colon, or in brackets behind a name."""
_TRANSACTIONS = frozenset({"trans", "transactions"})
_EMOJI = re.compile(r":\w+:")
_LETTERS = re.compile(r"[^\W\d_]+")
_JOINED = re.compile(r"[^\W\d_]+(?:[-/][^\W\d_]+)+")


def is_preprint_venue(venue: str | None) -> bool:
    """Whether this names a preprint server; no venue at all counts as one."""
    return venue is None or fold(venue) in PREPRINT_SERVERS or fold(venue).startswith("arxiv")


@lru_cache(maxsize=4096)
def same_venue(one: str | None, other: str | None) -> bool | None:
    """Whether two names mean one venue; None where either is missing, nothing but a year or a kind
    (`Conference`, `Poster`), or a preprint server, which proves nothing. A text too long for a name means no venue but
    its own."""
    if is_preprint_venue(one) or is_preprint_venue(other):
        return None
    if max(len(one or ""), len(other or "")) > LONGEST:
        return fold(one or "") == fold(other or "")
    ours, theirs = _read(one or ""), _read(other or "")
    if KINDS.issuperset(ours.words) or KINDS.issuperset(theirs.words):
        return None
    same = ours.words == theirs.words or not ours.short.isdisjoint(theirs.short)
    return same or _is_short_for(ours, theirs) or _is_short_for(theirs, ours)


class _Part(NamedTuple):
    """`words` are folded, without the year. `acronyms` are those that are written as such, with two capitals or more,
    and `joint` those of conferences that are held together: `EMNLP-IJCNLP`, but not `SIGIR-AP`."""

    words: tuple[str, ...]
    dated: bool
    acronyms: frozenset[str]
    joint: tuple[frozenset[str], ...]


class _Venue(NamedTuple):
    """`short` holds the name where it is a short one, and its aliases. `parts` are those of the venue itself, without
    the conference at which it is held: `EuroMLSys @ EuroSys`. `own` are acronyms that stand alone where names tell
    their own: `EuroMLSys '21: …`, `… Workshop (ASRU)`."""

    words: tuple[str, ...]
    short: frozenset[str]
    parts: tuple[_Part, ...]
    own: frozenset[str]


@lru_cache(maxsize=4096)
def _read(venue: str) -> _Venue:
    venue = _EMOJI.sub(" ", venue)
    own = venue.partition("@")[0]
    parts = tuple(part for text in _PARTING.split(own) if (part := _part(text)).words)
    apart = [_part(found[1] or found[2]) for found in _OWN.finditer(own)]
    alone = {word for part in apart for word in part.acronyms if {word} == set(part.words) - PROCEEDINGS}
    words = _words(venue)
    return _Venue(words, _short(words, _acronyms(venue)), parts, frozenset(alone - HOSTS))


def _short(words: tuple[str, ...], acronyms: frozenset[str]) -> frozenset[str]:
    """A society may stand before an acronym (`USENIX ATC`), but not before any word (`IEEE Micro`)."""
    behind = words[1:] if words[:1] and words[0] in SOCIETIES else ()
    for name in (words, behind):
        if aliases := ALIASES.get(" ".join(name)):
            return aliases
    if len(behind) == 1 and behind[0] in acronyms:
        return frozenset(behind)
    return frozenset(words) if len(words) == 1 else frozenset()


def _part(text: str) -> _Part:
    long = ({one for one in _acronyms(joined) if len(one) in LETTERS} for joined in _JOINED.findall(text))
    joint = map(frozenset, long)
    return _Part(_words(text), bool(_YEAR.search(fold(text))), _acronyms(text), tuple(joint))


def _words(text: str) -> tuple[str, ...]:
    return tuple(_YEAR.sub(" ", fold(text)).split())


def _acronyms(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in _LETTERS.findall(text) if sum(map(str.isupper, word)) > 1)


def _is_short_for(short: _Venue, name: _Venue) -> bool:
    written = any(short.words[-1] in part.acronyms for part in short.parts)
    return any(_stands_for(acronym, name, written=written) for acronym in short.short)


def _stands_for(acronym: str, name: _Venue, *, written: bool) -> bool:
    """`written` tells whether the short name is written as an acronym."""
    if acronym in name.own or _has_initials(acronym, name.words) or _is_spelt_beside(acronym, name):
        return True
    spelt = [_telling(one.split()) for one in NAMES.get(acronym, ())]
    other_kind = OTHER_KIND.difference(*spelt)
    if any(other_kind.isdisjoint(rest) and any(_is_named(one, run) for one in spelt) for run, rest in _runs(name)):
        return True
    several = sum(not _are_of_proceedings(part.words) for part in name.parts) > 1
    may_be_place = several and len(acronym) < LETTERS.start  # Hilton Head, SC, USA
    return other_kind.isdisjoint(name.words) and any(
        _is_called(acronym, part)
        and (part.dated or not (written or several) or (acronym in part.acronyms and not may_be_place))
        for part in name.parts
    )


def _has_initials(acronym: str, words: Sequence[str]) -> bool:
    """Whether a name has the acronym as its initials, those of small words too or not, but for what proceedings are
    called before and, where that cannot be chance, behind it. `ACM Trans. Database Syst.` has lost its `on`. Where the
    name of that acronym is known, other words are none: `Frontiers of Computer Science` is not FOCS."""
    if len(acronym) not in LETTERS:
        return False
    telling, long = _telling(words), len(acronym) > 3
    without_on = acronym.startswith("to") and not _TRANSACTIONS.isdisjoint(telling)
    found = [
        *_with_initials(acronym, telling),
        *(_with_initials(acronym, words) if long else ()),
        *(_with_initials(f"t{acronym[2:]}", telling) if long and without_on else ()),
    ]
    known = [_telling(one.split()) for one in NAMES.get(acronym, ())]
    return any(not known or any(_may_be(run, spelt) for spelt in known) for run in found)


def _with_initials(acronym: str, telling: Sequence[str]) -> Iterator[list[str]]:
    """The words that have the acronym as their initials, without small ones, wherever in a name they stand."""
    ends = range(len(acronym) if len(acronym) > 3 else len(telling), len(telling) + 1)
    for end in ends:
        run, before = telling[end - len(acronym) : end], telling[: max(0, end - len(acronym))]
        if "".join(word[0] for word in run) != acronym or not _are_of_proceedings(telling[end:]):
            continue
        if _are_of_proceedings(before):
            yield _telling(run)


def _may_be(run: Sequence[str], spelt: Sequence[str]) -> bool:
    """Whether words, abbreviated or not, are a name as it is spelt out, or end so."""
    pairs = zip(run[-len(spelt) :], spelt, strict=False)
    return len(run) >= len(spelt) and all(spelling.startswith(word) for word, spelling in pairs)


def _is_spelt_beside(acronym: str, name: _Venue) -> bool:
    """Whether the acronym stands in the name beside the words, two at least, that it is made of. A workshop's own does,
    that of the conference where it is held does not: what says that a venue is of another kind must stand before those
    words, or be among them."""
    told = [word for part in name.parts for word in part.words]
    telling = _telling([word for word in told if word != acronym])
    if acronym not in told or len(acronym) not in LETTERS:
        return False
    kinds = {place for place, word in enumerate(telling) if word in OTHER_KIND}
    for start in range(len(telling)):
        opened = start and telling[start - 1] in WORKSHOP
        length = _words_of(acronym, telling[start:])
        if length > 1 and kinds <= set(range(start - opened, start + length)):
            return True
    return False


def _words_of(acronym: str, words: Sequence[str]) -> int:
    """How many of these words, from the first on, the acronym is made of by their beginnings; 0 if it is not."""
    for length in range(1, len(acronym) + 1):
        if words and words[0].startswith(acronym[:length]):
            rest = acronym[length:]
            if not rest or (more := _words_of(rest, words[1:])):
                return 1 + (more if rest else 0)
    return 0


def _is_named(spelt: Sequence[str], words: Sequence[str]) -> bool:
    """Whether these words are a name as it is spelt out, but for what proceedings are called before and behind it, or
    for the conference that is held together with it."""
    telling = _telling(words)
    for place in range(len(telling) - len(spelt) + 1):
        before, rest = telling[:place], telling[place:]
        if rest[: len(spelt)] == spelt and _are_of_proceedings(before):
            return "joint" in before or _are_of_proceedings(rest[len(spelt) :])
    return False


def _is_called(acronym: str, part: _Part) -> bool:
    """Whether a part of a name is the short one, with nothing beside it that makes it another venue's."""
    together = part.joint if "joint" not in part.words else (part.acronyms,)
    beside = set(part.words).difference({acronym}, *(joint for joint in together if acronym in joint))
    beside -= BESIDE_ACRONYMS if acronym in part.acronyms else IN_PROCEEDINGS
    return acronym in part.words and _are_of_proceedings(_telling(sorted(beside)))


def _runs(name: _Venue) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """The words of each part, or of some in a row, and the words of all others."""
    words = [part.words for part in name.parts]
    for start in range(len(words)):
        for end in range(start + 1, min(start + MOST_PARTS, len(words)) + 1):
            run = [word for part in words[start:end] for word in part]
            yield run, [word for part in (*words[:start], *words[end:]) for word in part]


def _telling(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in STOP_WORDS]


def _are_of_proceedings(words: Sequence[str]) -> bool:
    return all(word in PROCEEDINGS or _ORGANISER.fullmatch(word) for word in words)
