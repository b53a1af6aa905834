"""PURE: every entry gets a readable, unique id that depends on what it says, never on where it stands."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from slugify import slugify

_LONGEST = 72
"""Characters of a slug, cut at a word; with a suffix an id stays under 80."""

_LAST_LATIN = 0x024F
"""The end of Unicode's Latin Extended-B; what lies above is another script, or a mathematical letter."""


class Named(NamedTuple):
    """What an entry's id is made from."""

    title: str
    tag: str | None
    links: tuple[str, ...]
    section: tuple[str, ...]


def entry_ids(entries: Sequence[Named]) -> tuple[str, ...]:
    """One id per entry: the slug of its title. Where several share a slug, each gets a short hash of what it says (and
    of its section, if others say the same); what is alike in all that is numbered -2, -3.

    So an id survives any reordering, and changes when another entry of the same title comes or goes.
    """
    slugs = [_slug(entry.title) for entry in entries]
    sharing = Counter(slugs)
    saying_the_same = Counter(map(_what_it_says, entries))
    ids = [
        slug if sharing[slug] == 1 else f"{slug}-{_short_hash(_told_apart(entry, saying_the_same))}"
        for slug, entry in zip(slugs, entries, strict=True)
    ]
    return tuple(_numbered(ids))


def _what_it_says(entry: Named) -> Named:
    return entry._replace(section=())


def _told_apart(entry: Named, saying_the_same: Counter[Named]) -> Named:
    says = _what_it_says(entry)
    return says if saying_the_same[says] == 1 else entry


def _slug(title: str) -> str:
    """ASCII where the title's letters are Latin; letters of other scripts are kept, not spelt out."""
    unicode = not title.isascii() and any(letter.isalpha() and ord(letter) > _LAST_LATIN for letter in title)
    slug: str = slugify(title, max_length=_LONGEST, word_boundary=True, save_order=True, allow_unicode=unicode)
    return slug or f"untitled-{_short_hash(title)}"


def _short_hash(what: object) -> str:
    return hashlib.sha256(repr(what).encode()).hexdigest()[:6]


def _numbered(ids: Sequence[str]) -> Iterator[str]:
    taken = set(ids)
    seen: set[str] = set()
    for entry_id in ids:
        names = (f"{entry_id}-{number}" for number in count(2))
        free = entry_id if entry_id not in seen else next(name for name in names if name not in taken)
        seen.add(free)
        taken.add(free)
        yield free
