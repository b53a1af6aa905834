"""Publish: what a run found becomes files, all of them or none, and only those whose content changed.

The README takes the list between its markers; every other file lies in the output folder and is rendered whole, by its
row in `emit.outputs`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from pipeline.chronicle.event import newest_first
from pipeline.chronicle.history import curves
from pipeline.emit.catalogue_json import parse_catalogue
from pipeline.emit.dates import newest_day
from pipeline.emit.outputs import FILES, OUTPUTS, Edition
from pipeline.emit.page.render import render_page
from pipeline.emit.readme import render_list, splice
from pipeline.errors import PapersError, unreadable
from pipeline.job import Job, Paths
from pipeline.markers import END, START, find_markers
from pipeline.memory import recall, remember
from pipeline.news import Chronicle
from pipeline.outcome import Outcome, as_published
from pipeline.rendered import NOTHING, Rendered, edition_digest
from pipeline.writer import replace_files

_BETWEEN_MARKERS = re.compile(f"^{re.escape(START)}$.*?^{re.escape(END)}$", re.DOTALL | re.MULTILINE)


def publish(job: Job, outcome: Outcome) -> tuple[Path, ...]:
    """Write what changed, all or nothing; returns the files that were replaced. Raises PapersError.

    What was rendered before from the same edition, and still stands as it was written, is not rendered again.
    """
    readme = job.paths.readme if "readme" in job.settings.outputs else None
    files: dict[Path, str] = {}
    if readme is not None and os.path.realpath(readme) == os.path.realpath(job.paths.list):
        text = _text_of(readme)
        files[readme] = _spliced(readme, text, render_list(outcome.catalogue))
        outcome = _moved(outcome, text, files[readme])
    edition = _edition(outcome, job.settings.site)
    wanted = [output for output in OUTPUTS if output.name in job.settings.outputs]
    before, now = recall(job.paths, Rendered) or NOTHING, edition_digest(edition)
    if readme is not None and readme not in files and not before.has(now, readme):
        files[readme] = _spliced(readme, _text_of(readme), render_list(outcome.catalogue))
    run_has_told = outcome.heard or outcome.catalogue != job.last
    for output in wanted:
        path = job.paths.out / output.file
        stands = path.exists() and not run_has_told if output.tells_of_the_run else before.has(now, path)
        if not stands:
            files[path] = output.render(edition)
    changed = replace_files(files)
    standing = [job.paths.out / output.file for output in wanted if not output.tells_of_the_run]
    remember(job.paths, Rendered.of(now, [*standing, *([readme] if readme else [])]))
    return changed


def _edition(outcome: Outcome, site: str | None) -> Edition:
    events, rows = outcome.chronicle.events or (), outcome.chronicle.rows or ()
    return Edition(
        outcome.catalogue,
        as_published(outcome),
        newest_day(outcome.catalogue),
        newest_first(events),
        curves(rows),
        rows,
        site,
    )


def publish_page(paths: Paths, chronicle: Chronicle) -> tuple[Path, bool]:
    """Write the web page of the catalogue that is there; returns its path, and whether that changed anything.

    Raises PapersError, also where there is no catalogue yet.
    """
    try:
        catalogue = parse_catalogue(paths.catalogue.read_bytes(), str(paths.catalogue))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise PapersError(
            f"{paths.catalogue} is not there yet: run `mlsys-papers enrich`, or name its folder with `--out`."
        ) from error
    except OSError as error:
        raise unreadable(paths.catalogue, error) from error
    page = paths.out / FILES["page"]
    text = render_page(catalogue, curves(chronicle.rows or ()), newest_first(chronicle.events or ()))
    return page, bool(replace_files({page: text}))


def _moved(outcome: Outcome, before: str, after: str) -> Outcome:
    """The outcome with the lines that hold once the file reads `after`: a list that stands below its own rendering
    moves with it, and the next run must find the lines that this one tells."""
    markers = find_markers(before)
    if markers is None:
        return outcome
    last, grown = markers.end + 1, after.count("\n") - before.count("\n")

    def moved(line: int) -> int:
        return line + grown if line > last else line

    papers = tuple(
        paper.model_copy(
            update={"listed": tuple(at.model_copy(update={"line": moved(at.line)}) for at in paper.listed)}
        )
        for paper in outcome.catalogue.papers
    )
    resolutions = tuple(
        one.model_copy(update={"entry": one.entry.model_copy(update={"line": moved(one.entry.line)})})
        for one in outcome.resolutions
    )
    return outcome._replace(catalogue=outcome.catalogue.model_copy(update={"papers": papers}), resolutions=resolutions)


def check_readme(readme: Path) -> None:
    """Raises PapersError, before anybody is asked, for a README that cannot take the list.

    What stands between the markers does not matter and would take long to parse, so it is looked at only in doubt:
    the lines that look like the markers may be an example in a code block.
    """
    text = _text_of(readme)
    try:
        splice(_BETWEEN_MARKERS.sub(f"{START}\n{END}", text, count=1), "")
    except PapersError:
        _spliced(readme, text, "")


def _spliced(readme: Path, text: str, rendered: str) -> str:
    try:
        return splice(text, rendered)
    except PapersError as error:
        raise PapersError(f"{readme}: {error}.") from error


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise unreadable(path, error) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise PapersError(f"{path}, line {line}: is not UTF-8 ({error.reason}); save the file as UTF-8.") from error
