"""The boolean language of `/paper/search/bulk` (FACTS 2.2): `+` AND, `|` OR, `-` NOT, "phrase", prefix*, ( ), word~N.

Words that stand side by side are joined by AND, which binds closer than `|`. `~N` is read and has no effect.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tests.standin.index import PhraseIndex

_LEXEME = re.compile(r'"(?P<phrase>[^"]*)"|(?P<mark>[()|+-])|~\d*|(?P<word>[^\s()|+"~]+)')


def matching(query: str, titles: PhraseIndex, everything: frozenset[int]) -> set[int]:
    """The documents that a query matches. Unbalanced brackets are closed or ignored, never an error."""
    frames = [_Frame()]
    for lexeme in _LEXEME.finditer(query):
        if lexeme["mark"]:
            _read_mark(lexeme["mark"], frames, everything)
        elif lexeme["phrase"] is not None:
            frames[-1].add(set(titles.phrase(lexeme["phrase"])), everything)
        elif lexeme["word"]:
            frames[-1].add(_word(lexeme["word"], titles), everything)
    while len(frames) > 1:
        _close(frames, everything)
    return frames[0].result()


def words(query: str) -> str:
    """The bare words of a query: what is left when its operators, quotes and brackets are ignored."""
    found = ((lexeme["phrase"] or lexeme["word"] or "") for lexeme in _LEXEME.finditer(query))
    return " ".join(found)


@dataclass
class _Frame:
    """An open bracket: finished alternatives, and the one that is being read (None before its first operand)."""

    alternatives: set[int] = field(default_factory=set)
    current: set[int] | None = None
    negated: bool = False

    def add(self, found: set[int], everything: frozenset[int]) -> None:
        operand = set(everything) - found if self.negated else found
        self.current = operand if self.current is None else self.current & operand
        self.negated = False

    def alternative(self) -> None:
        self.alternatives |= self.current or set()
        self.current = None

    def result(self) -> set[int]:
        return self.alternatives | (self.current or set())


def _read_mark(mark: str, frames: list[_Frame], everything: frozenset[int]) -> None:
    match mark:
        case "(":
            frames.append(_Frame())
        case ")" if len(frames) > 1:
            _close(frames, everything)
        case "|":
            frames[-1].alternative()
        case "-":
            frames[-1].negated = True


def _close(frames: list[_Frame], everything: frozenset[int]) -> None:
    found = frames.pop().result()
    frames[-1].add(found, everything)


def _word(word: str, titles: PhraseIndex) -> set[int]:
    return set(titles.prefix(word.rstrip("*"))) if word.endswith("*") else set(titles.phrase(word))
