"""PURE: suggested tags as a unified diff of the list, which touches their characters and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from typing import NamedTuple

from pipeline.auditing.findings import Upgrade

_AFTER = 3
"""A tag stands on its entry's line, or in one of so many bullets below it."""


class Patch(NamedTuple):
    """The diff, empty if nothing changes, and the suggestions that could not be placed."""

    diff: str
    unplaced: tuple[Upgrade, ...]


def patch(text: str, path: str, suggestions: Sequence[Upgrade], starts: Sequence[int]) -> Patch:
    """The list's text with every suggestion whose tag stands exactly once where its entry is. `path` is the list's, as
    `git apply` shall find it from where it is run; `starts` are the lines of all entries.

    Line ends, and a last line without one, stay as they are.
    """
    before = _lines(text)
    after, unplaced = list(before), []
    for one in suggestions:
        place = _place(after, one, starts)
        if place is None:
            unplaced.append(one)
        else:
            after[place] = after[place].replace(one.listed, one.better)
    return Patch("".join(_diff(before, after, path)), tuple(unplaced))


def _lines(text: str) -> list[str]:
    """Lines as Git counts them: only a line feed ends one."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _place(lines: Sequence[str], one: Upgrade, starts: Sequence[int]) -> int | None:
    """The one line of the entry on which its tag stands once; None if there is none, or more than one."""
    first = one.entry.line
    following = min((line for line in starts if line > first), default=len(lines) + 1)
    where = range(first - 1, min(following - 1, first + _AFTER, len(lines)))
    counts = {number: lines[number].count(one.listed) for number in where}
    found = [number for number, count in counts.items() if count]
    return found[0] if found and counts[found[0]] == 1 else None


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
