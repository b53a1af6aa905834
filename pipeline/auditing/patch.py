"""PURE: suggested tags as a unified diff of the list, which touches their characters and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from typing import NamedTuple

from pipeline.auditing.findings import Upgrade
from pipeline.models import Entry

_AFTER = 3
"""A tag stands on its entry's line, or in one of so many bullets below it."""

_TARGET = re.compile(
    r"\]\((?:[^()\n]|\([^()\n]*\))*\)|</?[a-z][^<>]*>|\w+://(?:[^\s<>()\[\]|]|\([^\s()]*\))+", re.IGNORECASE
)
"""Where links lead, and HTML: nothing that is read as text."""

_LETTER = r"[^\W_]"


class Patch(NamedTuple):
    """The diff, empty if nothing changes, and the suggestions that could not be placed."""

    diff: str
    unplaced: tuple[Upgrade, ...]


def patch(text: str, path: str, suggestions: Sequence[Upgrade], starts: Sequence[int]) -> Patch:
    """The list's text with every suggestion whose tag stands exactly once in the lines of its entry. `path` is the
    list's, as `git apply` shall find it from where it is run; `starts` are the lines of all entries.

    Line ends, and a last line without one, stay as they are.
    """
    before = _lines(text)
    after, unplaced = list(before), []
    for one in suggestions:
        lines = _lines_of(after, one.entry, starts)
        block = "".join(after[lines])
        place = _place(block, one)
        if place is None:
            unplaced.append(one)
        else:
            after[lines] = _lines(block[: place.start()] + one.better + block[place.end() :])
    return Patch("".join(_diff(before, after, path)), tuple(unplaced))


def _lines(text: str) -> list[str]:
    """Lines as Git counts them: only a line feed ends one."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _lines_of(lines: Sequence[str], entry: Entry, starts: Sequence[int]) -> slice:
    """Where an entry stands: from its own line to the next entry or heading, and no further than a tag may."""
    following = min((line for line in starts if line > entry.line), default=len(lines) + 1)
    below = range(entry.line, min(following - 1, entry.line + _AFTER, len(lines)))
    return slice(entry.line - 1, next((line for line in below if lines[line].startswith("#")), below.stop))


def _place(block: str, one: Upgrade) -> re.Match[str] | None:
    """The one place in the entry's lines where its tag stands; None if there is none, or more than one. What is part of
    a word, of a link's target or of the entry's own title is no tag."""
    taken = [found.span() for pattern in (_TARGET, _title(one.entry.title)) for found in pattern.finditer(block)]
    tag = re.compile(rf"(?<!{_LETTER})(?<!{_LETTER}[._/'’-]){re.escape(one.listed)}(?!{_LETTER})(?![._/'’-]{_LETTER})")
    found = [at for at in tag.finditer(block) if not any(start < at.end() and at.start() < end for start, end in taken)]
    return found[0] if len(found) == 1 else None


def _title(title: str) -> re.Pattern[str]:
    """The words of a title, with whatever markup and line breaks the list has between them."""
    words = r"[\W_]+".join(re.findall(rf"{_LETTER}+", title))
    return re.compile(rf"(?<!{_LETTER}){words}(?!{_LETTER})" if words else r"(?!)")


def _diff(before: Sequence[str], after: Sequence[str], path: str) -> Iterator[str]:
    for line in unified_diff(before, after, _quoted(f"a/{path}"), _quoted(f"b/{path}")):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _quoted(path: str) -> str:
    """The path as Git writes it: in quotes with escapes where it holds what would end or break the line; a blank wants
    a tab behind the name."""
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\n", "\\n")
    if escaped != path:
        return f'"{escaped}"'
    return f"{path}\t" if " " in path else path
