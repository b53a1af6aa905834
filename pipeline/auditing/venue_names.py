"""PURE: what a list calls a venue in its tags: by the list's own habit, else by the short name that people use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from pipeline.matching.normalise import fold
from pipeline.matching.venues import is_preprint_venue, same_venue
from pipeline.merging.kinds import is_workshop
from pipeline.vocabulary.venues import SHORT_NAMES, without_year

_HARMLESS = re.compile(r"\w[\w&+./ -]{0,38}[\w.]")
"""A name comes from outside and is to stand between the brackets of a Markdown file."""
_OF_PROCEEDINGS = frozenset(
    "proceedings of the acm aaai sigkdd sigops sigplan sigsac ieee cvf usenix annual international joint conference "
    "symposium meeting on in advances".split()
)
_IN_BRACKETS = re.compile(r"\(([A-Z][A-Za-z&-]{1,11})\)")
_BEFORE_YEAR = re.compile(r"(?:^|, )([A-Z][A-Za-z&-]{1,11})[ '’‘]+(?:19|20)?\d\d\b")


def name_in_tags(venue: str, tagged: Iterable[str]) -> str | None:
    """How the list would spell the venue; `tagged` are the venues of its other tags. None if it cannot stand in one."""
    habit = Counter(name for name in tagged if not is_preprint_venue(name) and same_venue(name, venue))
    usual = min(habit, key=lambda name: (-habit[name], name), default=None)
    name = usual or _short(venue)
    return name if _HARMLESS.fullmatch(name) else None


def _short(venue: str) -> str:
    if is_workshop(venue):
        return without_year(venue)
    folded = fold(without_year(venue))
    known = next((short for name, short in SHORT_NAMES.items() if _is_called(folded, name, short)), None)
    if known:
        return known
    acronym = _IN_BRACKETS.search(venue) or _BEFORE_YEAR.search(venue)
    return acronym[1] if acronym else without_year(venue)


def _is_called(folded: str, name: str, short: str) -> bool:
    """Whether a venue is the one of this name, with nothing beside it but what proceedings are called: more words name
    another, such as `International Conference on Machine Learning and Applications`."""
    before, found, after = folded.partition(name)
    strange = [word for word in before.split() if word not in _OF_PROCEEDINGS and not word[0].isdigit()]
    return bool(found) and not strange and after.split() in ([], fold(short).split())
