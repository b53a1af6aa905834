"""What people rule in `decisions.toml`: pins, rejections and retirements, obeyed whatever else speaks against them.

Loading touches the disk; everything else here is pure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date as Date  # noqa: N812  the file's key is `date`, and a field may not have its type's name
from functools import cached_property
from pathlib import Path
from typing import Annotated, Generic, Self, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from pipeline.identifiers import canonical_arxiv, canonical_doi, parse_id
from pipeline.matching.decide import Rejection, Ruling
from pipeline.matching.normalise import fold, folded_title_id
from pipeline.models import Entry, Frozen, IdKind, PaperId
from pipeline.toml_file import ClashError, as_written, clashes_placed, load_toml
from pipeline.vocabulary.addresses import web_address

_KEYS = ("arxiv", "doi", "semantic_scholar", "corpus_id", "url", "paper_title")
_ASKABLE: frozenset[IdKind] = frozenset({"arxiv", "doi", "semantic_scholar", "corpus_id"})

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_EntryName = Annotated[Text, Field(description="the id of an entry or its title as listed, in quotation marks")]
_A_TEXT = "a text in quotation marks that is not empty"
_A_DAY = "a day like 2026-01-31, without quotation marks"


def _arxiv(text: str) -> str:
    if (arxiv := canonical_arxiv(text)) is None:
        raise ValueError(f"{text!r} is no arXiv identifier; it looks like 2310.03294")
    return arxiv


def _doi(text: str) -> str:
    if (doi := canonical_doi(text)) is None:
        raise ValueError(f"{text!r} is no DOI; it looks like 10.1145/3600006.3613148")
    return doi


def _semantic_scholar(text: str) -> str:
    paper = parse_id(text)
    if paper is None or paper.kind != "semantic_scholar":
        raise ValueError(f"{text!r} is no Semantic Scholar id; it has 40 hexadecimal digits")
    return paper.value


def _corpus_id(text: object) -> str:
    paper = parse_id(f"CorpusId:{text}") if isinstance(text, int | str) else None
    if paper is None:
        raise ValueError(f"{as_written(text)} is no corpus id; it is a number")
    return paper.value


def _url(text: str) -> str:
    if web_address(text) is None:
        raise ValueError(f"{text!r} is no URL; it begins with https:// and names a page")
    return text


class _NamesPaper(Frozen):
    """An entry and one paper, the paper named by exactly one identifier, or by title and year where it has none."""

    entry: _EntryName
    arxiv: Annotated[str, AfterValidator(_arxiv)] | None = Field(
        None, description='an arXiv identifier in quotation marks, like "2310.03294"'
    )
    doi: Annotated[str, AfterValidator(_doi)] | None = Field(
        None, description='a DOI in quotation marks, like "10.1145/3600006.3613148"'
    )
    semantic_scholar: Annotated[str, AfterValidator(_semantic_scholar)] | None = Field(
        None, description="a Semantic Scholar id of 40 hexadecimal digits, in quotation marks"
    )
    corpus_id: Annotated[str, BeforeValidator(_corpus_id)] | None = None
    url: Annotated[str, AfterValidator(_url)] | None = Field(
        None, description="an address in quotation marks that begins with https://"
    )
    paper_title: Text | None = Field(None, description=_A_TEXT)
    year: Annotated[int, Field(strict=True, ge=1900, le=2100)] | None = Field(
        None, description="a year from 1900 to 2100, without quotation marks"
    )

    @model_validator(mode="after")
    def _one_paper(self) -> Self:
        given = [key for key in _KEYS if getattr(self, key) is not None]
        if len(given) != 1:
            raise ValueError(
                f"name the paper by exactly one of {', '.join(_KEYS)}, not by {' and '.join(given) or 'none'}"
            )
        if (self.paper_title is None) != (self.year is None):
            raise ValueError("`paper_title` and `year` go together")
        return self

    def paper_id(self) -> PaperId:
        """The identifier that the ruling names; a DOI or URL that holds a better known one is given as that."""
        if self.paper_title is not None:
            return folded_title_id(self.paper_title, self.year)
        if self.url is not None:
            inside = parse_id(self.url)
            return inside if inside and inside.kind in _ASKABLE else PaperId("url", self.url)
        if self.doi is not None:
            return parse_id(self.doi) or PaperId("doi", self.doi)
        kinds: tuple[IdKind, ...] = ("arxiv", "semantic_scholar", "corpus_id")
        return next(PaperId(kind, value) for kind in kinds if (value := getattr(self, kind)) is not None)


class Pin(_NamesPaper):
    """This entry is that paper, even when authors or year disagree."""

    reason: Text = Field(description=_A_TEXT)
    date: Date = Field(description=_A_DAY)


class Reject(_NamesPaper):
    """This entry is not that paper."""

    reason: Text | None = Field(None, description=_A_TEXT)
    date: Date | None = Field(None, description=_A_DAY)


class Retire(Frozen):
    """This entry is indexed nowhere and need not be asked for."""

    entry: _EntryName
    reason: Text | None = Field(None, description=_A_TEXT)
    date: Date | None = Field(None, description=_A_DAY)


_Ruled = TypeVar("_Ruled", Pin, Reject, Retire)


class _Index(Generic[_Ruled]):
    """Decisions of one kind, by the two things that the name of an entry may be: its id, or its title as it folds."""

    def __init__(self, decisions: Sequence[_Ruled]) -> None:
        self._decisions: Sequence[_Ruled] = decisions
        self._by_id: defaultdict[str, list[int]] = defaultdict(list)
        self._by_title: defaultdict[str, list[int]] = defaultdict(list)
        for place, each in enumerate(decisions):
            self._by_id[each.entry].append(place)
            self._by_title[fold(each.entry)].append(place)

    def about(self, entry: Entry) -> tuple[_Ruled, ...]:
        """What was ruled about an entry, in the order of the file."""
        return tuple(self._decisions[place] for place in self.places(entry))

    def places(self, entry: Entry) -> list[int]:
        """Where that stands among the decisions of its kind, from 0."""
        return sorted({*self._by_id.get(entry.id, ()), *self._by_title.get(fold(entry.title), ())})


class Rulings(Frozen):
    """All of `decisions.toml`, in the order of the file. At most one pin per entry."""

    pins: tuple[Pin, ...] = Field((), alias="pin", description="tables of their own, each below a line [[pin]]")
    rejects: tuple[Reject, ...] = Field(
        (), alias="reject", description="tables of their own, each below a line [[reject]]"
    )
    retirements: tuple[Retire, ...] = Field(
        (), alias="retire", description="tables of their own, each below a line [[retire]]"
    )

    @model_validator(mode="after")
    def _one_pin_each(self) -> Self:
        names = [fold(pin.entry) for pin in self.pins]
        counts = Counter(names)
        doubled = next((name for name in names if counts[name] > 1), None)
        if doubled is not None:
            places = [place for place, name in enumerate(names) if name == doubled]
            raise ClashError(f"two pins for one entry, {self.pins[places[1]].entry!r}: keep one", "pin", places)
        return self

    @cached_property
    def _indices(self) -> tuple[_Index[Pin], _Index[Reject], _Index[Retire]]:
        return _Index(self.pins), _Index(self.rejects), _Index(self.retirements)

    def ruling(self, entry: Entry) -> Ruling | None:
        """What was ruled about an entry, whether by its id or by its listed title; None if nothing was.

        Raises ClashError if one pin names it by id and another by title.
        """
        all_pins, all_rejects, all_retirements = self._indices
        pins = all_pins.about(entry)
        if len(pins) > 1:
            said = f"two pins for one entry, {entry.id!r}, one by id and one by title: keep one"
            raise ClashError(said, "pin", all_pins.places(entry))
        rejections = tuple(
            Rejection(each.paper_id(), each.paper_title, each.year, each.reason or "", each.date)
            for each in all_rejects.about(entry)
        )
        retired = next((each.reason or "no reason given" for each in all_retirements.about(entry)), None)
        if not pins:
            return Ruling(rejections=rejections, retired=retired) if rejections or retired else None
        pin = pins[0]
        return Ruling(pin.paper_id(), pin.paper_title, pin.year, pin.reason, pin.date, rejections, retired)

    def orphans(self, entries: Sequence[Entry]) -> tuple[str, ...]:
        """A line for each decision that names no entry of the list: mistyped, or about a paper that has left it."""
        known = {entry.id for entry in entries} | {fold(entry.title) for entry in entries}
        named = [
            *(("pin", each.entry) for each in self.pins),
            *(("reject", each.entry) for each in self.rejects),
            *(("retire", each.entry) for each in self.retirements),
        ]
        return tuple(
            f"[[{kind}]] {name!r}: no entry has this id or title; mend the name, or delete the decision"
            for kind, name in named
            if not {name, fold(name)} & known
        )


def overruled(rulings: Mapping[str, Ruling]) -> tuple[str, ...]:
    """A line for each entry, by id, that is pinned and retired, or pinned to the very paper that is rejected: one of
    the two decisions is obeyed, and whoever wrote the other should know."""
    told: list[str] = []
    for name, ruling in rulings.items():
        if ruling.pin and ruling.retired is not None:
            told.append(f"[[pin]] {name!r}: the entry is retired too, which is obeyed; delete one of the two")
        elif ruling.pin in ruling.rejected:
            told.append(
                f"[[reject]] {name!r}: the entry is pinned to that paper, which is obeyed; delete one of the two"
            )
    return tuple(told)


def ruled(decisions: Rulings, entries: Sequence[Entry], path: Path) -> dict[str, Ruling]:
    """What the decisions at `path` rule about the entries, by entry id. PapersError names file and lines."""
    with clashes_placed(path):
        return {entry.id: ruling for entry in entries if (ruling := decisions.ruling(entry))}


def load_decisions(path: Path) -> Rulings:
    """The decisions at `path`, none if there is no such file. PapersError names file, line and key."""
    return load_toml(path, Rulings)
