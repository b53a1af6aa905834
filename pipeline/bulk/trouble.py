"""PURE: what was broken, where; named, counted, and no reason to stop."""

from __future__ import annotations

from typing import NamedTuple


class Trouble(NamedTuple):
    """One kind of flaw, so many `times`, in one file. `line` is that of the first, where it is one of lines."""

    path: str
    what: str
    line: int | None = None
    times: int = 1

    def __str__(self) -> str:
        place = f"{self.path}, line {self.line}" if self.line else self.path
        more = f" (and {self.times - 1:,} more)" if self.times > 1 else ""
        return f"{place}: {self.what}{more}"
