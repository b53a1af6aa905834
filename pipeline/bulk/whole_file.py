"""A large file is written beside its place and takes it when it is whole; what is left of a failure goes away."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4


@contextmanager
def in_place(target: Path) -> Iterator[Path]:
    """The path to write to. Its file is flushed to the disk and takes the place of `target` when the block ends well;
    after a kill a `.NAME.*.tmp` may stay behind, and `target` is what it was."""
    temporary = target.with_name(f".{target.name}.{uuid4().hex}.tmp")
    try:
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Removes what killed runs left in a folder that is one run's own."""
    for leftover in folder.glob(".*.tmp"):
        leftover.unlink(missing_ok=True)
