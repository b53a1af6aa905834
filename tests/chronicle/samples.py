"""Papers as two catalogues hold them, and what is remembered between the two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pipeline.chronicle.believe import ReadOn
from pipeline.chronicle.event import Event
from pipeline.chronicle.history import HistoryRow
from pipeline.chronicle.wording import wording
from pipeline.models import STATUS, Author, Catalogue, Citations, Ids, Links, Match, Paper, Place, Provenance, Verdict
from pipeline.news import Chronicle, News, news

MONDAY, NEXT, THIRD = date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16)
BEGUN = Event(
    date=date(2026, 1, 5), kind="began", paper=None, title="Papers", after=1, text="The record of changes begins."
)
S2, ARXIV, SNAPSHOT = "semantic_scholar", "arxiv", "snapshot"


def paper(name: str = "harbor", /, **fields: Any) -> Paper:
    """A matched preprint of which both services have spoken; `cited` is a count, or a count and its day."""
    verdict: Verdict = fields.pop("verdict", "exact")
    cited, said_by = fields.pop("cited", None), fields.pop("said_by", {})
    listed = fields.pop("listed", name.title())
    count, day = cited if isinstance(cited, tuple) else (cited, MONDAY)
    sources = {"title": ARXIV, "venue": ARXIV, "authors": S2, "links.code": SNAPSHOT, "links.pdf": ARXIV} | said_by
    told = {
        "id": name,
        "title": f"{name.title()}: A Paper",
        "authors": (Author(name="Ada Quill"),),
        "venue": "arXiv",
        "year": 2025,
        "ids": Ids(arxiv=f"2501.{sum(map(ord, name)):05}"),
        "provenance": {path: Provenance(source=source, as_of=MONDAY) for path, source in sources.items()}
        | ({"citations": Provenance(source=said_by.get("citations", S2), as_of=day)} if count is not None else {}),
        "citations": Citations(count=count, as_of=None if count is None else day),
    }
    if STATUS[verdict] != "matched":
        told |= {"title": listed, "ids": Ids(), "venue": None, "year": None, "authors": (), "provenance": {}}
    return Paper(
        **told | fields,
        status=STATUS[verdict],
        listed=(Place(title=listed, line=1 + sum(map(ord, name))),),
        match=Match(verdict=verdict),
    )


def catalogue(*papers: Paper) -> Catalogue:
    return Catalogue(title="Papers", papers=papers)


def row(count: int, day: date = MONDAY, name: str = "harbor", source: str = S2, *, pending: bool = False) -> HistoryRow:
    return HistoryRow(name, day, count, source, pending)


def event(kind: Any, before: Any = None, after: Any = None, day: date = MONDAY, name: str | None = "harbor") -> Event:
    title = f"{name.title()}: A Paper" if name else "Papers"
    return Event(
        date=day, kind=kind, paper=name, title=title, before=before, after=after, text=wording(kind, before, after)
    )


def read(*papers: Paper, day: date, source: str = S2) -> ReadOn:
    """That the source told a count of each of these papers on that day."""
    return {(place.line, place.title): {source: day} for each in papers for place in each.listed}


def between(
    last: Catalogue | Paper | None,
    new: Catalogue | Paper,
    *,
    events: Sequence[Event] = (BEGUN,),
    rows: Sequence[HistoryRow] = (),
    days: ReadOn | None = None,
    today: date = NEXT,
) -> News:
    before, after = (catalogue(one) if isinstance(one, Paper) else one for one in (last, new))
    assert after is not None
    return news(before, after, days or {}, Chronicle(tuple(events), tuple(rows)), today)


def told(found: News) -> list[tuple[str, str | None, str | int | None, str | int | None]]:
    """What is new beside `BEGUN`: kind, paper, before, after."""
    events = found.chronicle.events or ()
    return [(one.kind, one.paper, one.before, one.after) for one in events if one.kind != "began"]


def links(**urls: str) -> dict[str, Links]:
    return {"links": Links(**urls)}


def said(**sources: str) -> dict[str, Mapping[str, str]]:
    return {"said_by": {path.replace("_", "."): source for path, source in sources.items()}}
