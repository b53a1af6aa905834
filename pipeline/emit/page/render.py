"""The page put together, and the policy that lets it load nothing and run nothing but its own script."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from pipeline.chronicle.event import Event
from pipeline.emit.page.charts import bars, matrix
from pipeline.emit.page.citing import bibtex_of
from pipeline.emit.page.folding import folding_tables
from pipeline.emit.page.news import by_week, not_shown
from pipeline.emit.page.outline import Outline, name_of
from pipeline.emit.page.view import card, choices
from pipeline.emit.standing import how_settled, what_is_missing, where_counts_are_from
from pipeline.models import Catalogue, Paper
from pipeline.vocabulary.phrases import counted
from pipeline.vocabulary.text import INVISIBLE, encodable

if TYPE_CHECKING:
    from jinja2 import Environment

_WITHOUT_SCRIPTS = ".needs-script{display:none!important}#papers{display:block!important}.view+.view{margin-top:3rem}"


def render_page(
    catalogue: Catalogue,
    history: Mapping[str, Sequence[tuple[date, int]]] | None = None,
    events: Sequence[Event] = (),
) -> str:
    """The catalogue as one HTML file. Carries no date of the run.

    `history` holds the citation counts of papers, by id; `events` what happened lately. Texts from outside end up as
    text, addresses other than http and https nowhere. Reads its templates, which belong to the program, and no file.
    """
    papers = catalogue.papers
    outline = Outline(papers)
    entries = bibtex_of(papers)
    cards = [card(paper, entries[paper.id], (history or {}).get(paper.id, ())) for paper in papers]
    style, script = _source("page.css"), _source("page.js")
    return (
        _environment()
        .get_template("page.html")
        .render(
            title=catalogue.title,
            summary=_summary(catalogue),
            policy=_policy((style, _WITHOUT_SCRIPTS), script),
            style=style,
            without_scripts=_WITHOUT_SCRIPTS,
            script=script,
            folding=folding_tables(),
            groups=outline.groups(papers, cards),
            number=len(cards),
            sections=outline.choices(),
            venues=choices(each.venue for each in cards),
            years=choices(str(each.year or "") for each in cards)[::-1],
            any_counts=any(each.citations is not None for each in cards),
            matrix=matrix([(each.venue, each.year) for each in cards]),
            bars=bars((_section_of(paper), each.citations) for paper, each in zip(papers, cards, strict=True)),
            weeks=by_week(events, {each.id for each in cards}),
            older=not_shown(events),
        )
    )


def _section_of(paper: Paper) -> str:
    return name_of(paper.listed[0].section) if paper.listed else ""


def _summary(catalogue: Catalogue) -> str:
    if not catalogue.papers:
        return "No papers yet."
    counts = counted(len(catalogue.papers), "paper", "papers")
    more = (what_is_missing(catalogue), where_counts_are_from(catalogue))
    return " ".join([f"{counts}, {how_settled(catalogue)}.", *(said for said in more if said)])


def _policy(styles: Sequence[str], script: str) -> str:
    allowed = {
        "default-src": "'none'",
        "style-src": " ".join(map(_hashed, styles)),
        "script-src": _hashed(script),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{what} {who}" for what, who in allowed.items())


def _hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _visible(value: Any) -> Any:  # noqa: ANN401  jinja hands over whatever an expression yields
    """Jinja's last look at a value before it is escaped: no invisible character, and nothing UTF-8 cannot hold."""
    if type(value) is str and not value.isprintable():
        return INVISIBLE.sub("", encodable(value))
    return value


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  only the page needs it

    return Environment(
        loader=PackageLoader("pipeline.emit.page"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _source(name: str) -> str:
    """A template's text as it stands, without a newline at its ends."""
    environment = _environment()
    assert environment.loader is not None  # noqa: S101  for the type checker: `_environment` sets one
    return environment.loader.get_source(environment, name)[0].strip()
