"""PURE: what was broken, where; named, counted, and no reason to stop."""

from __future__ import annotations

from typing import NamedTuple


class Trouble(NamedTuple):
    """`count` things of one kind in one file. `line` is that of the first, from 1, where it is a matter of lines."""

    path: str
    what: str
    line: int | None = None
    count: int = 1

    def __str__(self) -> str:
        place = f"{self.path}, line {self.line}" if self.line else self.path
        more = f" (and {self.count - 1:,} more)" if self.count > 1 else ""
        return f"{place}: {self.what}{more}"
