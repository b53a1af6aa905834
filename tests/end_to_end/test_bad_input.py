"""Whatever cannot be used is said in one sentence that names it, with the right exit code, and no file is touched."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end_to_end.desk import WRITTEN, Desk
from tests.end_to_end.samples import LIST

Spoil = Callable[[Desk], None]


def put(name: str, content: str | bytes) -> Spoil:
    """Spoils a desk with a file of that content."""

    def spoil(desk: Desk) -> None:
        path = desk.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    return spoil


def place(**places: str) -> Spoil:
    """Spoils a desk by naming another place for one of its files or folders."""

    def spoil(desk: Desk) -> None:
        for attribute, name in places.items():
            setattr(desk, attribute, desk.folder / name)

    return spoil


def set_to(variable: str, value: str) -> Spoil:
    def spoil(desk: Desk) -> None:
        desk.environment[variable] = value

    return spoil


def in_the_way(name: str, **places: str) -> Spoil:
    """A file where a folder is wanted: root may write everywhere, but not into a file."""

    def spoil(desk: Desk) -> None:
        put(name, "in the way")(desk)
        place(**places)(desk)

    return spoil


def in_a_circle(attribute: str, name: str) -> Spoil:
    """A link that leads to itself, where the run is to read or to write."""

    def spoil(desk: Desk) -> None:
        (desk.folder / name).symlink_to(name)
        place(**{attribute: name})(desk)

    return spoil


PAPER_LINE = json.dumps({"corpusid": 1, "externalids": {}, "title": "Some Paper", "authors": []})
CASES: dict[str, tuple[Spoil, int, str]] = {
    "empty list": (put("list.md", ""), 1, "{0}/list.md lists no paper"),
    "no entry": (put("list.md", "# Title\n\nProse alone.\n"), 1, "{0}/list.md lists no paper"),
    "binary list": (put("list.md", b"- one\n\x7fELF\0\1\2"), 1, "{0}/list.md, line 2: holds a NUL byte"),
    "list in another encoding": (put("list.md", b"- one\n- caf\xe9\n"), 1, "{0}/list.md, line 2: is not UTF-8"),
    "a line of 10 MB": (put("list.md", "# T\n- " + "x" * 10_000_000), 1, "{0}/list.md, line 2: 10,000,002 bytes long"),
    "generated part without an end": (
        put("list.md", LIST + "<!-- catalogue:start -->\n"),
        1,
        "{0}/list.md",
    ),
    "missing list": (place(list="none.md"), 2, "{0}/none.md: there is no such file"),
    "list is a folder": (place(list="snapshot"), 2, "{0}/snapshot is a folder"),
    "list is a link in a circle": (in_a_circle("list", "loop.md"), 1, "{0}/loop.md cannot be read: Too many levels"),
    "output folder is a link in a circle": (
        in_a_circle("out", "loop"),
        1,
        "{0}/loop/catalogue.json cannot be read: Too many",
    ),
    "README is a link in a circle": (in_a_circle("readme", "loop.md"), 1, "{0}/loop.md cannot be read: Too many"),
    "missing snapshot": (place(snapshot="nowhere"), 2, "{0}/nowhere is no folder"),
    "output folder cannot be made": (in_the_way("file", out="file/out"), 1, "{0}/file/out cannot be made"),
    "cache folder cannot be made": (in_the_way("file", cache="file"), 1, "{0}/file/elsewhere/"),
    "no folder for the README": (place(readme="nowhere/README.md"), 1, "{0}/nowhere is no folder"),
    "README is a folder": (
        place(readme="snapshot"),
        1,
        "{0}/snapshot cannot be read: Is a directory; a file belongs there",
    ),
    "README with a lone marker": (
        put("README.md", "# R\n\n<!-- catalogue:end -->\n"),
        1,
        "{0}/README.md: it must hold <!-- catalogue:start --> once",
    ),
    "README with markers in the wrong order": (
        put("README.md", "<!-- catalogue:end -->\n\n<!-- catalogue:start -->\n"),
        1,
        "{0}/README.md: it must hold",
    ),
    "README with a damaged marker": (
        put("README.md", "<!-- catalogue:start -->\n\n<!-- catalogue:end -- >\n"),
        1,
        "{0}/README.md: it ",
    ),
    "README that is no text": (put("README.md", b"# R\n\xff\xfe"), 1, "{0}/README.md, line 2: is not UTF-8"),
    "broken settings": (
        put("settings.toml", 'title = "x"\nabstracts = \n'),
        1,
        "{0}/settings.toml, line 2: is not TOML",
    ),
    "unknown setting": (put("settings.toml", '\ncolour = "red"\n'), 1, "{0}/settings.toml, line 2: `colour` is not a"),
    "impossible setting": (
        put("settings.toml", 'abstracts = "some"\n'),
        1,
        "{0}/settings.toml, line 1: `abstracts` is",
    ),
    "broken decisions": (put("decisions.toml", "[[pin]\n"), 1, "{0}/decisions.toml, line 1: is not TOML"),
    "decision with an unknown key": (
        put("decisions.toml", '[[retire]]\nentry = "x"\nwhy = "y"\n'),
        1,
        "{0}/decisions.toml, line 3: `retire.why` is not a known key",
    ),
    "broken catalogue": (put("out/catalogue.json", "{"), 1, "{0}/out/catalogue.json is not a catalogue"),
    "catalogue of another major version": (
        put("out/catalogue.json", '{"schema_version": "2.0.0"}'),
        1,
        "{0}/out/catalogue.json has schema version '2.0.0'",
    ),
    "broken record of changes": (
        put("out/changes.json", '{"schema_version": "1.0.0",\n"events": [\n'),
        1,
        "{0}/out/changes.json: is no record of changes (Invalid JSON: EOF while parsing a list at line 3",
    ),
    "broken history": (
        put("out/history.csv", "paper,date,citations,source,state\n<<<<<<< HEAD\n"),
        1,
        "{0}/out/history.csv, line 2: is what a merge has left behind",
    ),
    "snapshot with a broken line": (
        put("snapshot/papers.jsonl", f"{PAPER_LINE}\n{{broken\n"),
        1,
        "{0}/snapshot/papers.jsonl, line 2: not a JSON object",
    ),
    "snapshot of another shape": (
        put("snapshot/other.jsonl", '{"a": 1}\n'),
        1,
        "{0}/snapshot/other.jsonl, line 1: this is neither",
    ),
    "snapshot that is no gzip": (put("snapshot/papers.gz", "plain"), 1, "{0}/snapshot/papers.gz cannot be read"),
    "malformed arXiv URL": (set_to("ARXIV_API_URL", "ftp://x"), 2, "ARXIV_API_URL: 'ftp://x' is not an http"),
    "malformed Semantic Scholar URL": (
        set_to("SEMANTIC_SCHOLAR_API_URL", "http://"),
        2,
        "SEMANTIC_SCHOLAR_API_URL: 'http://' is not",
    ),
    "malformed interval": (set_to("ARXIV_INTERVAL", "soon"), 2, "ARXIV_INTERVAL: 'soon' is not a number of seconds"),
    "negative interval": (set_to("SEMANTIC_SCHOLAR_INTERVAL", "-1"), 2, "SEMANTIC_SCHOLAR_INTERVAL: An interval of -1"),
    "malformed key": (set_to("SEMANTIC_SCHOLAR_API_KEY", "a b"), 2, "SEMANTIC_SCHOLAR_API_KEY: The API key holds"),
}


@pytest.mark.parametrize(("spoil", "code", "sentence"), CASES.values(), ids=CASES.keys())
def test_one_sentence_the_right_code_and_all_files_as_they_were(
    desk: Desk, spoil: Spoil, code: int, sentence: str
) -> None:
    spoil(desk)
    before = desk.everything()
    told = desk.enrich()
    assert told.code == code
    assert told.err.startswith("mlsys-papers: ")
    assert told.err.count("\n") == 1
    assert sentence.format(desk.folder) in told.err
    assert told.requests == ()
    assert files_in(desk.everything()) == files_in(before)


def files_in(found: dict[str, bytes | None]) -> dict[str, bytes]:
    return {name: content for name, content in found.items() if content is not None}


@pytest.mark.parametrize("command", ["enrich", "explain"])
def test_a_name_that_no_entry_has(desk: Desk, command: str) -> None:
    before = desk.everything()
    words = ["--only", "no such paper"] if command == "enrich" else ["no such paper"]
    told = desk.run(command, *words, *desk.flags)
    assert (told.code, told.requests) == (2, ())
    assert (
        told.err == "mlsys-papers: No entry of the list has the id or title 'no such paper'; give either as listed.\n"
    )
    assert desk.everything() == before


@pytest.mark.parametrize("words", [("--patience", "-1"), ("--offline", "--refresh"), ("--of",)])
def test_flags_that_make_no_sense(desk: Desk, words: tuple[str, ...]) -> None:
    before = desk.everything()
    assert desk.enrich(*words).code == 2
    assert desk.everything() == before


@pytest.mark.parametrize("command", ["enrich", "audit"])
def test_a_patience_that_is_no_number_is_refused_before_anybody_is_asked(desk: Desk, command: str) -> None:
    told = desk.run(command, "--patience", "nan", *desk.flags)
    assert (told.code, told.requests) == (2, ())
    assert "--patience" in told.err


@pytest.mark.parametrize(("folder", "option"), [("out", "--out"), ("readme", "--readme")])
def test_a_folder_that_may_not_be_written_to(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, folder: str, option: str
) -> None:
    closed = desk.folder / "closed"
    closed.mkdir()
    place(**{folder: "closed" if folder == "out" else "closed/README.md"})(desk)
    may = os.access
    monkeypatch.setattr(
        os, "access", lambda path, mode: may(path, mode) and not (Path(path) == closed and mode & os.W_OK)
    )
    told = desk.enrich()
    assert (told.code, told.requests) == (1, ())
    assert told.err == (
        f"mlsys-papers: {closed} is no folder that can be written to; name another place with `{option}`.\n"
    )
    assert list(closed.iterdir()) == []


@pytest.mark.parametrize("name", WRITTEN)
def test_a_list_that_bears_the_name_of_an_output_is_not_overwritten(desk: Desk, name: str) -> None:
    (desk.folder / name).write_text(LIST, "utf-8")
    desk.list, desk.out = desk.folder / name, desk.folder
    told = desk.enrich()
    assert told.code == 2
    assert f"{desk.list} would be overwritten" in told.err
    assert desk.list.read_text("utf-8") == LIST


def test_every_bullet_that_is_no_paper_is_told_with_line_text_and_reason(desk: Desk) -> None:
    bullets = "\n".join(f"- [Elsewhere {number}](https://github.com/a/b{number})" for number in range(12))
    desk.list.write_text(f"{LIST}\n## More\n\n{bullets}\n", "utf-8")
    reported = re.compile(r"list\.md, line (\d+), is not read \(.+\): .*Elsewhere \d+")
    few = desk.enrich().out
    assert len(reported.findall(few)) == 10
    assert "2 more lines are not read; -v shows all" in few
    assert [int(line) for line in reported.findall(desk.enrich("-v").out)] == list(range(17, 29))


def test_a_table_of_contents_is_counted_and_does_not_hide_the_lines_that_matter(desk: Desk) -> None:
    contents = "- [Papers](#papers)\n" + "\n".join(f"  - [Elsewhere {number}](#place-{number})" for number in range(12))
    desk.list.write_text(f"{contents}\n\n{LIST}\n- [How it runs](https://github.com/a/b)\n", "utf-8")
    few = desk.enrich().out
    assert next(line for line in few.splitlines() if "is not read (" in line).endswith(": How it runs")
    assert "Elsewhere" not in few
    assert "13 more lines are not read; -v shows all" in few
    assert len(re.findall("Elsewhere", desk.enrich("-v").out)) == 12


def test_a_decision_about_no_entry_is_told(desk: Desk) -> None:
    put("decisions.toml", '[[retire]]\nentry = "long gone"\n')(desk)
    assert "[[retire]] 'long gone': no entry has this id or title" in desk.enrich().out


def test_an_empty_snapshot_folder_is_fine(desk: Desk) -> None:
    assert list(desk.snapshot.iterdir()) == []
    assert desk.enrich().code == 0
