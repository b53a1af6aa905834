"""PURE: rulings as TOML to paste into `decisions.toml`: valid as they stand, with a reason for a person to replace."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Literal

from pipeline.models import Candidate, Record
from pipeline.vocabulary.addresses import web_address
from pipeline.vocabulary.text import one_line

_KINDS = ("arxiv", "doi", "semantic_scholar", "corpus_id")
_YEARS = range(1900, 2101)  # what a pin's year may be
_REASON = "replace these words by how you know"


def ruling(
    kind: Literal["pin", "reject", "retire"], entry_id: str, dated: date, keys: str = "", reason: str = _REASON
) -> str:
    """One table of `decisions.toml`. `keys` are the lines that name the paper (`paper_keys`); a retirement has none."""
    return f"[[{kind}]]\nentry = {_string(entry_id)}\n{keys}reason = {_string(reason)}\ndate = {dated.isoformat()}\n"


def paper_keys(record: Record) -> str:
    """The lines that name a paper in a pin or a rejection: its best identifier, or its page, or its title and year.

    Empty where it has none of these.
    """
    for kind in _KINDS:
        if value := getattr(record.ids, kind):
            return f"{kind} = {_string(value)}\n"
    if record.links.landing and web_address(record.links.landing):
        return f"url = {_string(record.links.landing)}\n"
    if one_line(record.title) and record.year and record.year in _YEARS:
        return f"paper_title = {_string(record.title)}\nyear = {record.year}\n"
    return ""


def told_apart(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates in their order; of several that one ruling would name, the first alone."""
    apart: dict[str, Candidate] = {}
    for place, candidate in enumerate(candidates):
        apart.setdefault(paper_keys(candidate.record) or f"nameless {place}", candidate)
    return list(apart.values())


def _string(text: str) -> str:
    """A basic string of TOML 1.0 on one line: JSON's escapes are all TOML's, once invisible characters are out."""
    return json.dumps(one_line(text), ensure_ascii=False)
