"""The noun of merging: one field's value, with its source."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, TypeAlias

from pipeline.models import Author, Sourced, SourceName

Value: TypeAlias = str | int | date | tuple[Author, ...] | tuple[int | None, int | None]
"""What a field holds; citations are the pair (count, influential)."""


class Claim(NamedTuple):
    """One field's value, who says it, since which day, and whether that is past its freshness."""

    value: Value
    source: SourceName
    day: date
    stale: bool = False


def claim(sourced: Sourced, value: Value) -> Claim:
    """What a record says of one field."""
    return Claim(value, sourced.record.source, sourced.day, sourced.stale)
