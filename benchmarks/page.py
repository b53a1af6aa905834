"""`python -m benchmarks.page [--papers N]`: how soon the page of a long list can be used, and how fast it answers.

The page is opened from disk in headless Chromium. It is *usable* from the first frame after its script has run,
counted from the start of the navigation; a key is *answered* in the next frame, as the browser's own event timing tells
it. Both are waiting times and depend on what else the machine does; the CPU time of the page's own thread does less so.
Exits with 1 when a target is missed.
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from playwright.sync_api import CDPSession, Page
from rich.console import Console

from benchmarks.works import invented
from pipeline.emit.page.render import render_page
from pipeline.models import Author, Catalogue, Citations, Ids, Links, Match, Paper, Place, Provenance
from tests.browser import chromium
from tests.standin import Record

AS_OF = date(2026, 1, 1)
USABLE, ANSWERED = 2_000, 100
"""Targets in milliseconds."""
TYPED = "attention serving", "tion", "learned cost models", "zzz"
_TO_A_SECTION, _TO_A_TOPIC = 40, 5
_WATCH = """() => {
  window.answered = [];
  new PerformanceObserver(list => window.answered.push(...list.getEntries()
    .filter(entry => ["keydown", "input"].includes(entry.name)).map(entry => entry.duration)))
    .observe({ type: "event", durationThreshold: 16, buffered: false });
}"""
_NEXT_FRAME = "() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"


class Figures(NamedTuple):
    """Sizes in bytes, `rendering` in seconds of CPU time, all other times in milliseconds; those whose name ends in
    `cpu` are CPU times of the page's thread, for each opening and for each key."""

    size: int
    rendering: float
    usable: list[float]
    usable_cpu: list[float]
    answered: list[float]
    answered_cpu: list[float]


def catalogue(number: int) -> Catalogue:
    """So many made-up papers as a run would publish them, in nested sections, every third with a note."""
    known = invented(number + number // 100).corpus  # some of the made-up works are nowhere
    return Catalogue(title="A list to measure by", papers=tuple(map(_paper, range(number), known)))


def _paper(place: int, record: Record) -> Paper:
    section = place // _TO_A_SECTION + 1
    topic = (section - 1) // _TO_A_TOPIC + 1
    arxiv = record.arxiv_id
    since = Provenance(source="semantic_scholar", as_of=AS_OF)
    return Paper(
        id=f"paper-{place}",
        status="matched",
        title=record.title,
        listed=(
            Place(
                title=record.title,
                section=(f"Topic {topic}", f"Section {section}"),
                notes=("What a maintainer would say of it: its idea in a sentence, and why it is on the list.",)
                if place % 3 == 0
                else (),
                line=place + 1,
            ),
        ),
        authors=tuple(Author(name=name) for name in record.authors),
        abstract=record.abstract,
        venue=record.venue,
        year=record.year,
        ids=Ids(arxiv=arxiv, doi=record.doi),
        links=Links(
            landing=f"https://arxiv.org/abs/{arxiv}" if arxiv else None,
            arxiv=f"https://arxiv.org/abs/{arxiv}" if arxiv else None,
            pdf=f"https://arxiv.org/pdf/{arxiv}" if arxiv else None,
            doi=f"https://doi.org/{record.doi}" if record.doi else None,
        ),
        citations=Citations(count=record.citation_count, as_of=AS_OF),
        match=Match(verdict="exact", reasons=("the titles are equal", "the year agrees")),
        provenance=dict.fromkeys(("title", "authors", "venue", "year", "abstract", "citations"), since),
    )


def history(papers: Catalogue) -> dict[str, list[tuple[date, int]]]:
    """A year of counts for every tenth paper."""
    return {
        paper.id: [
            (AS_OF - timedelta(weeks=52 - week), (paper.citations.count or 0) * week // 52) for week in range(53)
        ]
        for paper in papers.papers[::10]
    }


def measured(number: int, rounds: int) -> Figures:
    """Renders the page of so many papers and uses it. Raises where there is no browser."""
    papers = catalogue(number)
    began = time.process_time()
    text = render_page(papers, history(papers))
    rendering = time.process_time() - began
    figures = Figures(len(text.encode()), rendering, [], [], [], [])
    with TemporaryDirectory() as folder, chromium() as browser:
        path = Path(folder, "index.html")
        path.write_text(text, encoding="utf-8")
        for _ in range(rounds):
            _opened(browser.new_page(), path.as_uri(), figures)
    return figures


def _opened(page: Page, address: str, figures: Figures) -> None:
    meter = page.context.new_cdp_session(page)
    meter.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(address, wait_until="commit")
    page.wait_for_selector("nav a[aria-current]")
    figures.usable.append(page.evaluate(_NEXT_FRAME))
    figures.usable_cpu.append(_cpu(meter))
    page.wait_for_timeout(1_000)  # the texts are read meanwhile
    page.evaluate(_WATCH)
    page.click("#q")
    for text in TYPED:
        for key in [*text, *["Backspace"] * len(text)]:
            before = _cpu(meter)
            page.keyboard.press(key)
            page.evaluate(_NEXT_FRAME)
            figures.answered_cpu.append(_cpu(meter) - before)
    page.wait_for_timeout(300)
    figures.answered.extend(page.evaluate("window.answered"))
    page.close()


def _cpu(meter: CDPSession) -> float:
    metrics = {metric["name"]: metric["value"] for metric in meter.send("Performance.getMetrics")["metrics"]}
    return 1000 * float(metrics["TaskDuration"])


def main() -> int:
    """Prints the figures; the exit code is 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page", description=__doc__)
    parser.add_argument("--papers", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    figures = measured(options.papers, options.rounds)
    answered = figures.answered or [0.0]
    say = Console(highlight=False, soft_wrap=True).print
    say(f"{options.papers:,} papers: {figures.size / 1e6:.1f} MB, rendered in {figures.rendering:.2f} s of CPU time")
    say(
        f"usable after {median(figures.usable):.0f} ms (slowest {max(figures.usable):.0f}, target {USABLE}), "
        f"of which {median(figures.usable_cpu):.0f} ms of CPU time"
    )
    say(
        f"{len(figures.answered_cpu)} keys: the slowest answered after {max(answered):.0f} ms (target {ANSWERED}); "
        f"CPU time {median(figures.answered_cpu):.0f} ms for most, {max(figures.answered_cpu):.0f} for the slowest"
    )
    return 0 if median(figures.usable) <= USABLE and max(answered) <= ANSWERED else 1


if __name__ == "__main__":
    sys.exit(main())
