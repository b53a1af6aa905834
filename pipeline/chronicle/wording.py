"""PURE: an event in one sentence, to stand behind the paper's title. Plain text; whoever renders escapes it."""

from __future__ import annotations

from typing import Final

from pipeline.chronicle.event import Kind
from pipeline.chronicle.rules import RISE_WITHIN, milestone

_SENTENCES: Final[dict[Kind, str]] = {
    "began": "The record of changes begins; papers in the list: {after:,}.",
    "withdrawn": "Withdrawn at arXiv.",
    "appeared": "Appeared at {after}, after {before}.",
    "retitled": "Formerly “{before}”.",
    "new_version": "Version {after} at arXiv, after version {before}.",
    "code": "Its code is at {after}.",
    "pdf": "Its PDF is at {after}.",
    "rising": "Rose from {before:,} to {after:,} citations within {days} days.",
    "milestone": "Passed {milestone:,} citations ({after:,}).",
    "matched": "The listed entry is this paper, and no longer taken for “{before}”.",
    "unmatched": "No longer taken to be “{before}”.",
    "added": "Joined the list.",
    "removed": "Left the list.",
}
_WITHOUT_BEFORE: Final[dict[Kind, str]] = {
    "appeared": "Appeared at {after}.",
    "matched": "The listed entry is known to be this paper now.",
}


def wording(kind: Kind, before: str | int | None, after: str | int | None) -> str:
    """The sentence for an event of this kind with these values, which are as `Event` says."""
    sentence = _WITHOUT_BEFORE.get(kind, _SENTENCES[kind]) if before is None else _SENTENCES[kind]
    reached = milestone(after) if isinstance(after, int) else None
    return sentence.format(before=before, after=after, milestone=reached, days=RISE_WITHIN.days)
