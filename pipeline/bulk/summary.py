"""PURE: what is told at the end of a preparation or a match, in lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.bulk.trouble import Trouble
from pipeline.models import STATUS
from pipeline.vocabulary.phrases import shorten_names

_SHOWN = 20
_MATCHED = frozenset(verdict for verdict, status in STATUS.items() if status == "matched")


class Cost(NamedTuple):
    """What it took: seconds on the clock and of the processors, and the most memory that one process held, in bytes."""

    seconds: float
    cpu_seconds: float
    peak_bytes: int


def cost_line(cost: Cost) -> str:
    return (
        f"{cost.seconds:,.1f} s, {cost.cpu_seconds:,.1f} CPU s, at most {cost.peak_bytes / 1e6:,.0f} MB in one process"
    )


def verdict_lines(verdicts: dict[str, int]) -> Iterator[str]:
    """How many titles got which verdict, matched ones first."""
    total = sum(verdicts.values())
    matched = sum(number for verdict, number in verdicts.items() if _matched(verdict))
    share = f" ({matched / total:.1%})" if total else ""
    yield f"{matched:,} of {total:,} titles matched{share}"
    for verdict, number in sorted(verdicts.items(), key=lambda one: (not _matched(one[0]), -one[1])):
        yield f"  {verdict}: {number:,}"


def trouble_lines(troubles: Sequence[Trouble]) -> Iterator[str]:
    """Each trouble, the first twenty by name."""
    for trouble in troubles[:_SHOWN]:
        yield str(trouble)
    if len(troubles) > _SHOWN:
        yield f"… and {len(troubles) - _SHOWN:,} more like these"


def missed_lines(missed: Sequence[str], prepared: str) -> Iterator[str]:
    """What to do about shards that were not looked into; nothing where there are none."""
    if missed:
        damaged = shorten_names([f"{prepared}/{name}.*" for name in missed])
        yield (
            "What was not looked into may hold papers of titles that are told to have none, and others of titles that "
            f"are told to have one: match again. Where a file is damaged, delete {damaged} first and prepare again, "
            f"which does {'that shard' if len(missed) == 1 else 'those shards'} alone."
        )


def not_whole_lines(not_whole: Sequence[str]) -> Iterator[str]:
    """What to do about shards that were prepared in part or not at all; nothing where there are none."""
    if not_whole:
        yield (
            "What was not prepared may hold papers of titles that are told to have none, and others of titles that are "
            "told to have one: put whole files in the place of damaged ones, prepare again, which does those alone, "
            "and match again."
        )


def _matched(verdict: str) -> bool:
    return verdict in _MATCHED
