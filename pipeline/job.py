"""What a run goes by: where everything is, and all that people and the last run have written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.emit.outputs import FILES
from pipeline.matching.decide import Ruling
from pipeline.merging.last_catalogue import LastCatalogue
from pipeline.models import Catalogue, ReadingList
from pipeline.news import Chronicle
from pipeline.settings import Settings


class Paths(NamedTuple):
    """Where everything is. `readme` and `snapshot` are None where there is none to write or to read."""

    list: Path
    out: Path
    readme: Path | None
    cache: Path
    snapshot: Path | None

    @property
    def edited(self) -> tuple[Path, ...]:
        """The files that people write, which no run may replace."""
        return self.list, self.settings, self.decisions

    @property
    def generated(self) -> tuple[Path, ...]:
        """The files that a run may write whole, whatever the settings ask for; the README, of which it writes a part,
        is none of them."""
        return tuple(self.out / name for name in FILES.values())

    @property
    def settings(self) -> Path:
        return self.list.parent / "settings.toml"

    @property
    def decisions(self) -> Path:
        return self.list.parent / "decisions.toml"

    @property
    def catalogue(self) -> Path:
        return self.out / FILES["json"]

    @property
    def changes(self) -> Path:
        return self.out / FILES["changes"]

    @property
    def history(self) -> Path:
        return self.out / FILES["history"]

    @property
    def news(self) -> Path:
        return self.out / FILES["news"]

    @property
    def review(self) -> Path:
        return self.out / FILES["review"]


class Job(NamedTuple):
    """Everything a run goes by. `rulings` are keyed by entry id; `unheeded` has a line for each decision that names no
    entry, or that another one overrules. `last` is the last catalogue, and `chronicle` what is remembered beside it."""

    paths: Paths
    reading: ReadingList
    settings: Settings
    rulings: Mapping[str, Ruling]
    unheeded: tuple[str, ...]
    last: Catalogue | None
    chronicle: Chronicle = Chronicle()

    @property
    def title(self) -> str:
        return self.settings.title or self.reading.title or self.paths.list.stem

    @property
    def last_catalogue(self) -> LastCatalogue:
        """The last catalogue by entry, as far as the rulings leave it standing."""
        return LastCatalogue(self.last, self.rulings)
