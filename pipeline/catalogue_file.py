"""The catalogue as Python programs take it away: `from pipeline import Catalogue`, `Catalogue.load(path)`."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from pipeline import models
from pipeline.emit.catalogue_json import parse_catalogue
from pipeline.errors import unreadable


class Catalogue(models.Catalogue):
    """What a `catalogue.json` holds: `title`, and `papers` in the order of the list, each a frozen `Paper`."""

    @classmethod
    def load(cls, path: str | PathLike[str]) -> Catalogue:
        """The catalogue in the file at `path`, every field checked and typed; writes nothing and asks nobody.

        Fields that a later version of the same major `schema_version` added are passed over. Raises PapersError (one
        sentence, naming the file) where it cannot be read, is damaged, or is of another major version.
        """
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            raise unreadable(path, error) from error
        return cls.model_construct(**dict(parse_catalogue(data, str(path))))
