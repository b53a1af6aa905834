"""Access to the shared facts and recordings that lie beside a developer's checkout, and on no user's machine."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
left_out: set[str] = set()
"""What was not tested on this machine, for want of shared material or of a program; the terminal summary says so."""


def shared(name: str) -> Path | None:
    """The file or folder `name` of the shared material, or None (and a line in the summary) where there is none."""
    path = ROOT.parent / "shared" / name
    if path.exists():
        return path
    left_out.add(f"comparisons with the shared {name}, which is not on this machine")
    return None
