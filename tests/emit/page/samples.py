"""A list of six papers to search, filter and sort; two are real, with abstracts invented here."""

from __future__ import annotations

from datetime import date

from pipeline.chronicle.event import Event, Kind
from pipeline.chronicle.wording import wording
from pipeline.models import Catalogue
from tests.emit.samples import FOR_SYSTEMS, LIGHTSEQ, TRAINING, VLLM, hostile, unsettled


def _paper(name: str, title: str, **changes: object) -> dict[str, object]:
    place = {"title": title, "section": changes.pop("section", TRAINING), "line": 100}
    return {
        "id": name,
        "status": "matched",
        "title": title,
        "listed": [place],
        "match": {"verdict": "exact"},
        **changes,
    }


def event(kind: Kind, day: date, paper: str, title: str, before: int | None = None, after: int | None = None) -> Event:
    text = wording(kind, before, after)
    return Event(date=day, kind=kind, paper=paper, title=title, before=before, after=after, text=text)


def cited(count: int | None) -> dict[str, object]:
    return {"count": count, "as_of": "2026-11-16"}


SCHRODINGER = unsettled(
    **_paper(
        "boxes",
        "Schrödinger’s Boxes: β-Caches for Naïve Schedulers",
        authors=[{"name": "Łucja Øster"}],
        venue="OSDI",
        year=2022,
        citations=cited(40),
        links={"code": "https://example.org/boxes"},
    )
)
TEX = unsettled(
    **_paper(
        "tex",
        r"$\alpha$-Sharding &amp; H<sub>2</sub>O",
        venue="OSDI",
        year=2020,
        citations=cited(60),
        section=FOR_SYSTEMS,
    )
)
RETIRED = unsettled(
    **{**_paper("grinder", "Grinder", section=FOR_SYSTEMS), "status": "not_found", "match": {"verdict": "retired"}}
)
LIST = Catalogue(title="A list to read", papers=(LIGHTSEQ, SCHRODINGER, unsettled(), VLLM, TEX, RETIRED))
HOSTILE_LIST = Catalogue(title="</title><script>alert(0)</script>", papers=(hostile(), LIGHTSEQ))

HISTORY = {LIGHTSEQ.id: [(date(2026, 10, 5), 1200), (date(2026, 11, 16), 1234)], VLLM.id: [(date(2026, 11, 9), 1)]}
EVENTS = [
    event("milestone", date(2026, 11, 17), LIGHTSEQ.id, LIGHTSEQ.title, before=999, after=1000),
    event("removed", date(2026, 11, 3), "gone", "Harbor"),
]
