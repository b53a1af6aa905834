"""Which outputs need no rendering: those that the same program rendered from the same edition, and as they were."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pydantic_core import PydanticSerializationError

from pipeline.digest import content, digest, program
from pipeline.emit.catalogue_json import render_catalogue
from pipeline.emit.changes_json import render_changes
from pipeline.emit.history_csv import render_history
from pipeline.emit.outputs import Edition
from pipeline.models import Catalogue, Frozen


class Rendered(Frozen):
    """What a run rendered: the digest of the edition, and that of each file's content, by the file's path."""

    edition: str
    files: dict[str, str]

    @classmethod
    def of(cls, edition: str, files: Iterable[Path]) -> Rendered:
        """The note of what stands in the files now."""
        return cls(edition=edition, files={str(path): content(path) for path in files})

    def has(self, edition: str, path: Path) -> bool:
        """Whether a file still holds what this edition says."""
        return self.edition == edition and self.files.get(str(path)) == content(path)


NOTHING = Rendered(edition="", files={})


def edition_digest(edition: Edition) -> str:
    """A digest of all that outputs are rendered from, save the resolutions, and of the program that renders them."""
    told = (
        _as_json(edition.catalogue),
        render_changes(edition.events),
        render_history(edition.rows),
        edition.site or "",
    )
    return digest([*program(), *told])


def _as_json(catalogue: Catalogue) -> str:
    try:
        return catalogue.model_dump_json()
    except PydanticSerializationError:  # a lone surrogate, which the fast way cannot print
        return render_catalogue(catalogue)
