"""PURE: the versions of a paper, where the catalogue holds them."""

from __future__ import annotations

from typing import Any

from pipeline.models import Paper


def versions_of(paper: Paper) -> tuple[Any, ...]:
    """Each with kind, venue, year, ids, version and withdrawn."""
    return tuple(getattr(paper, "versions", ()))
