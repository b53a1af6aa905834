"""arXiv's `search_query`: what the server makes of it before it searches (FACTS 1.3).

    ti:"a b" OR au:c           terms, joined by AND, OR, ANDNOT
    ti:a b                     rewritten to  ti:a OR all:b      (`raw` switches the rewriting off)
    a AND b OR c               read as       a AND (b OR c): right-nested, no precedence

Parsing keeps its own stack, so that hundreds of terms need no deep recursion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

_SYNONYMS = {"title": "ti", "lastUpdatedDate": "submittedDate", "NOT": "ANDNOT"}
_OPERATORS = ("AND", "OR", "ANDNOT")
_LEXEME = re.compile(
    r"""(?:(?P<field>ti|au|abs|co|jr|cat|rn|id|all|doi|submittedDate|title|lastUpdatedDate):)?
        (?: "(?P<quoted>(?:\\.|[^"\\])*)" | \[(?P<range>[^\]]*)\] | (?P<open>\() | (?P<word>[^\s()"]+) )
      | (?P<close>\)) | (?P<bad>\S)""",
    re.VERBOSE,
)


class QueryError(ValueError):
    """The server cannot parse the query, and answers 400."""


@dataclass(frozen=True)
class Term:
    field: str
    value: str
    quoted: bool = False

    def __str__(self) -> str:
        return f'{self.field}:"{self.value}"' if self.quoted or " " in self.value else f"{self.field}:{self.value}"

    nested = __str__


@dataclass(frozen=True)
class Group:
    """Operands with the operators between them, as they stand; the meaning is right-nested."""

    operands: tuple[Node, ...]
    operators: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The rewritten query in the spelling of the feed's title."""
        head = [
            f"{_in_title(operand)} {operator}" for operand, operator in zip(self.operands, self.operators, strict=False)
        ]
        return " ".join([*head, _in_title(self.operands[-1])])

    def nested(self) -> str:
        """The query as it is searched, every pair in parentheses, in the spelling of the feed's self link."""
        head = [
            f"{_in_link(operand)} {operator} " for operand, operator in zip(self.operands, self.operators, strict=False)
        ]
        return "(".join(head) + _in_link(self.operands[-1]) + ")" * (len(head) - 1)

    def terms(self) -> Iterator[Term]:
        """All terms in their order."""
        for operand in self.operands:
            yield from operand.terms() if isinstance(operand, Group) else (operand,)


Node: TypeAlias = Term | Group


def parse(query: str, *, raw: bool = False) -> Group:
    """The query as the server reads it. Raises QueryError where the server answers 400."""
    frames = [_Frame("all")]
    for lexeme in _LEXEME.finditer(query):
        if lexeme["bad"]:
            raise QueryError(f"Quotation does not close: {query[lexeme.start() :]}")
        if lexeme["close"]:
            _close(frames, raw=raw)
        elif lexeme["open"]:
            _refuse(raw and lexeme["field"], "a field before parentheses")
            frames.append(_Frame(_canonical(lexeme["field"]) or frames[-1].default))
        else:
            _read_term(lexeme, frames[-1], raw=raw)
    _refuse(len(frames) > 1, "unbalanced parentheses")
    return _with_author_overwritten(frames[0].group())


@dataclass
class _Frame:
    """A pair of parentheses that is still open; `default` is the field of the bare words within."""

    default: str
    operands: list[Node] = field(default_factory=list)
    operators: list[str] = field(default_factory=list)

    def operator(self, name: str) -> None:
        if name == "ANDNOT" and self.operators[len(self.operands) - 1 :] == ["AND"]:
            self.operators.pop()
        _refuse(len(self.operators) >= len(self.operands), f"an operator without operand before {name}")
        self.operators.append(name)

    def operand(self, node: Node, *, raw: bool) -> None:
        if len(self.operators) < len(self.operands):
            _refuse(raw, "two terms without an operator")
            self.operators.append("OR")
        self.operands.append(node)

    def group(self) -> Group:
        _refuse(len(self.operators) != len(self.operands) - 1, "an operator without operand, or nothing at all")
        return Group(tuple(self.operands), tuple(self.operators))


def _read_term(lexeme: re.Match[str], frame: _Frame, *, raw: bool) -> None:
    word, name = lexeme["word"], _canonical(lexeme["field"])
    if not name and _canonical(word) in _OPERATORS:
        _refuse(raw and word == "NOT", "NOT instead of ANDNOT")
        frame.operator(_canonical(word))
        return
    _refuse(raw and not name, "a term without a field")
    _refuse((word or "").startswith(("*", "?")), "a leading wildcard")
    frame.operand(_term(lexeme, name, frame.default), raw=raw)


def _term(lexeme: re.Match[str], name: str, default: str) -> Term:
    if lexeme["word"] is not None:
        return Term(name or default, lexeme["word"])
    text = lexeme["quoted"] if lexeme["range"] is None else lexeme["range"]
    return Term(name, text.strip(), quoted=True) if name else Term(default, text, quoted=True)


def _close(frames: list[_Frame], *, raw: bool) -> None:
    _refuse(len(frames) == 1, "unbalanced parentheses")
    group = frames.pop().group()
    frames[-1].operand(group, raw=raw)


def _with_author_overwritten(query: Group) -> Group:
    """The server's bug (FACTS 1.3): where the first value holds `_`, every author becomes that value."""
    first = next(query.terms()).value
    return _authors_replaced(query, first.replace("_", " ")) if "_" in first else query


def _authors_replaced(group: Group, author: str) -> Group:
    def replaced(node: Node) -> Node:
        if isinstance(node, Group):
            return _authors_replaced(node, author)
        return replace(node, value=author) if node.field == "au" else node

    return replace(group, operands=tuple(map(replaced, group.operands)))


def _canonical(name: str | None) -> str:
    return _SYNONYMS.get(name or "", name or "")


def _in_title(node: Node) -> str:
    if isinstance(node, Term):
        return str(node)
    deep = any(isinstance(operand, Group) for operand in node.operands)
    return f"( {node} )" if deep else f"({node})"


def _in_link(node: Node) -> str:
    if isinstance(node, Group) and not node.operators:
        return _in_link(node.operands[0])
    return f"({node.nested()})" if isinstance(node, Group) else node.nested()


def _refuse(condition: object, reason: str) -> None:
    if condition:
        raise QueryError(reason)
