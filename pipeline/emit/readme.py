"""The list for people: rendered as Markdown, and put in its place in a README."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from pipeline.emit.item import render_item
from pipeline.emit.markdown import escape_text
from pipeline.emit.standing import how_settled, what_is_missing, where_counts_are_from
from pipeline.errors import PapersError
from pipeline.markers import END, START, find_markers
from pipeline.models import Catalogue, Paper, Place
from pipeline.vocabulary.phrases import counted

_TOP_LEVEL = 3  # a README's own title and headings take the two levels above
_LOWEST_LEVEL = 6
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def render_list(catalogue: Catalogue) -> str:
    """The catalogue as Markdown: a summary, then the sections, papers and notes in the list's own order.

    A paper that the list names twice is shown twice, its abstract only the first time. Carries no date of the run.
    """
    blocks = [_summary(catalogue)]
    section: tuple[str, ...] = ()
    told: set[str] = set()
    for paper, place in _in_list_order(catalogue):
        blocks += _headings(section, place.section)
        blocks.append(render_item(paper, place, with_abstract=paper.id not in told))
        section = place.section
        told.add(paper.id)
    return "\n\n".join(blocks) + "\n"


def splice(readme: str, rendered: str) -> str:
    """The README with `rendered` between its markers, or at its end, with markers, if it has none.

    What stands outside the markers stays as it is, and the new lines end as those around them do. Raises PapersError
    for markers that leave a doubt (`find_markers`), and for a README at whose end an open block would swallow the list;
    the message speaks of "it", for the caller to name the file.
    """
    if _holds(readme, rendered):
        return readme
    lines = _LINE.findall(readme)
    markers = find_markers(readme)
    if markers is None:
        return _append(readme, rendered)
    before, after = lines[: markers.start + 1], lines[markers.end :]
    return "".join([*before, _between(rendered, _line_end(lines[markers.start])), *after])


# ---- the list -----------------------------------------------------------------------------------------------------


def _in_list_order(catalogue: Catalogue) -> list[tuple[Paper, Place]]:
    places = [(paper, place) for paper in catalogue.papers for place in paper.listed]
    return sorted(places, key=lambda pair: pair[1].line)


def _headings(before: tuple[str, ...], now: tuple[str, ...]) -> Iterator[str]:
    """The headings that lead from one section to the next; back from a subsection, the section is named again."""
    if before == now:
        return
    common = sum(1 for _ in takewhile(lambda names: names[0] == names[1], zip(before, now, strict=False)))
    for depth in range(max(0, min(common, len(now) - 1)), len(now)):
        yield f"{'#' * min(_TOP_LEVEL + depth, _LOWEST_LEVEL)} {escape_text(now[depth])}"


def _summary(catalogue: Catalogue) -> str:
    papers = counted(len(catalogue.papers), "paper", "papers")
    more = (what_is_missing(catalogue), where_counts_are_from(catalogue))
    return " ".join([f"**{papers}**, {how_settled(catalogue)}.", *(escape_text(said) for said in more if said)])


# ---- its place ----------------------------------------------------------------------------------------------------


def _between(rendered: str, line_end: str) -> str:
    """What stands between the markers: an empty line ends each HTML block, so that both markers are seen."""
    return f"\n{rendered.strip()}\n\n".replace("\n", line_end)


def _block(rendered: str, line_end: str) -> str:
    return f"{START}{line_end}{_between(rendered, line_end)}{END}"


def _holds(readme: str, rendered: str) -> bool:
    """Whether just this list stands between the markers. Parses all but the list, which is most of a README."""
    line_end = _first_line_end(readme)
    before, block, after = readme.partition(_block(rendered, line_end))
    if not block:
        return False
    start = len(_LINE.findall(before))
    return find_markers(f"{before}{START}{line_end}{END}{after}") == (start, start + 1)


def _append(readme: str, rendered: str) -> str:
    line_end = _first_line_end(readme)
    gap = "" if not readme else line_end if _line_end(readme) else line_end * 2
    if not _stands_in_the_open(f"{readme}{gap}{START}{line_end}{END}"):
        raise PapersError("it ends inside an open code or HTML block, which would swallow the list; close it")
    return f"{readme}{gap}{_block(rendered, line_end)}{line_end}"


def _stands_in_the_open(readme: str) -> bool:
    try:
        return find_markers(readme) is not None
    except PapersError:  # an HTML block has taken a marker in
        return False


def _first_line_end(text: str) -> str:
    first = _LINE.match(text)
    return (_line_end(first[0]) if first else "") or "\n"


def _line_end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]
