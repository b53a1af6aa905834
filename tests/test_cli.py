from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import cli
from pipeline.commands import asking, enrich, explain, options
from pipeline.errors import PapersError, UsageError
from pipeline.job import Paths
from tests.shared import ROOT


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, empty."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def paths(
    list_file: str | None = None, out: str | None = None, readme: str | None = None, snapshot: str | None = None
) -> Paths:
    given = [Path(each) if each else None for each in (list_file, out, readme, snapshot)]
    return options.paths_of(given[0], given[1], given[2], Path("cache"), given[3])


def test_where_everything_is_by_default(folder: Path) -> None:
    assert paths() == (Path("catalogue/papers.md"), Path("catalogue"), Path("README.md"), Path("cache"), None)
    (folder / "catalogue" / "snapshot").mkdir(parents=True)
    assert paths().snapshot == Path("catalogue/snapshot")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("list_file", "out"), [("theirs.md", None), (None, "there"), ("theirs.md", "there")])
def test_beside_another_list_or_folder_no_readme_is_touched_unasked(list_file: str | None, out: str | None) -> None:
    assert paths(list_file, out).readme is None
    assert paths(list_file, out, "THEIRS.md").readme == Path("THEIRS.md")


def test_a_snapshot_that_is_named_must_be_a_folder(folder: Path) -> None:
    with pytest.raises(UsageError, match="nowhere is no folder"):
        paths(snapshot="nowhere")
    (folder / "empty").mkdir()
    assert paths(snapshot="empty").snapshot == Path("empty")


@pytest.mark.parametrize("place", [{"list_file": "\udcff.md"}, {"out": "\udcff"}, {"readme": "\udcff/README.md"}])
def test_a_name_that_no_output_can_hold_is_refused(place: dict[str, str]) -> None:
    with pytest.raises(
        UsageError, match=r"^The name '\\udcff.*' is not UTF-8; name another with `--(list|out|readme)`"
    ):
        paths(**place)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (PapersError("Broken.\x1b[31m"), 1, "mlsys-papers: Broken.[31m\n"),
        (UsageError("Odd."), 2, "mlsys-papers: Odd.\n"),
        (
            KeyboardInterrupt(),
            130,
            "mlsys-papers: interrupted; every answer so far is kept, and the next run goes on from here.\n",
        ),
    ],
)
@pytest.mark.parametrize("words", [["enrich"], ["enrich", "--dry-run"], ["explain", "x"]])
def test_what_ends_a_command_early_is_one_sentence_and_an_exit_code(
    monkeypatch: pytest.MonkeyPatch, words: list[str], error: BaseException, code: int, said: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    for command in (enrich, explain):
        monkeypatch.setattr(command, "prepare", fail)
    result = CliRunner().invoke(cli.app, words)
    assert (result.exit_code, result.stderr, result.stdout) == (code, said, "")


def test_a_mistake_of_the_program_is_not_dressed_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(enrich, "prepare", fail)
    assert isinstance(CliRunner().invoke(cli.app, ["enrich"]).exception, ZeroDivisionError)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_is_heard_before_it_is_raised_and_afterwards_as_before(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with asking.interrupts_heard() as interrupted:
        assert not interrupted.is_set()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(number)
    assert interrupted.is_set()
    assert signal.getsignal(number) is before


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_an_interrupt_that_is_ignored_stays_so_during_a_run_and_in_workers(name: str) -> None:
    code = f"""if True:
        import signal
        from pipeline.commands.asking import interrupts_heard
        from pipeline.interrupts import interrupts_end
        signal.signal(signal.{name}, signal.SIG_IGN)
        with interrupts_heard() as interrupted:
            signal.raise_signal(signal.{name})
        interrupts_end()
        signal.raise_signal(signal.{name})
        print("heard" if interrupted.is_set() else "ignored")
    """
    ended = python("-c", code)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "ignored\n", "")


def test_ctrl_c_before_the_program_has_begun_is_silent(tmp_path: Path) -> None:
    Path(tmp_path, "typer.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n", encoding="utf-8")
    ended = python("-m", "pipeline", "--version", PYTHONPATH=str(tmp_path))
    assert (ended.returncode, ended.stdout, ended.stderr) == (-signal.SIGINT, "", "")


def test_ctrl_c_is_heard_when_the_program_has_begun() -> None:
    code = """if True:
        import signal
        from pipeline import __main__, cli
        cli.main = lambda: signal.raise_signal(signal.SIGINT)
        try:
            __main__.main()
        except KeyboardInterrupt:
            print("heard")
    """
    ended = python("-c", code)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "heard\n", "")


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_an_interrupt_before_a_command_has_begun_is_silent(name: str, code: int) -> None:
    program = (
        f"import signal; from pipeline import cli; cli.app = lambda: signal.raise_signal(signal.{name}); cli.main()"
    )
    ended = python("-c", program)
    assert (ended.returncode, ended.stdout, ended.stderr) == (code, "", "")


def test_a_termination_that_whoever_began_it_wants_ignored_is() -> None:
    code = """if True:
        import signal
        from pipeline import cli
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        cli.app = lambda: signal.raise_signal(signal.SIGTERM)
        cli.main()
    """
    assert python("-c", code).returncode == 0


def test_a_termination_that_the_engine_hears_of_is_one_in_the_exit_code() -> None:
    code = """if True:
        import signal
        from pipeline import cli
        from pipeline.commands.errors_told import errors_told
        from pipeline.interrupts import interrupts_told

        def command():
            with errors_told(), interrupts_told():
                try:
                    signal.raise_signal(signal.SIGTERM)
                except KeyboardInterrupt:
                    raise RuntimeError("Query interrupted") from None

        cli.app.command()(command)
        cli.main()
    """
    ended = python("-c", code, "command")
    assert (ended.returncode, ended.stderr.partition(";")[0]) == (143, "mlsys-papers: interrupted")


def test_a_folder_that_is_gone_is_told_in_one_sentence() -> None:
    code = """if True:
        import os, sys, tempfile
        with tempfile.TemporaryDirectory() as gone:
            os.chdir(gone)
        sys.argv = ["mlsys-papers", "enrich", "--list", "list.md"]
        from pipeline import cli
        cli.main()
    """
    ended = python("-c", code, PYTHONPATH=str(ROOT))
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == "mlsys-papers: the folder that it was started in is gone; go to one that is there.\n"


def python(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, *words],
        check=False, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize("command", ["enrich", "explain"])
def test_every_command_takes_every_path(command: str) -> None:
    result = CliRunner().invoke(cli.app, [command, "--help"], env={"COLUMNS": "200", "TERM": "dumb"})
    assert result.exit_code == 0
    assert all(option in result.stdout for option in ("--list", "--out", "--readme", "--cache", "--snapshot"))


def test_help_tells_where_everything_is_by_default() -> None:
    shown = CliRunner().invoke(cli.app, ["enrich", "--help"], env={"COLUMNS": "200", "TERM": "dumb"}).stdout
    for place in ("catalogue/papers.md", "catalogue", "README.md, for the default list", "cache", "catalogue/snapshot"):
        assert re.search(rf"\[default: \(?{re.escape(place)}\)?\]", shown), place


def test_without_a_command_the_commands_are_listed() -> None:
    result = CliRunner().invoke(cli.app, [])
    assert "enrich" in result.output
    assert "explain" in result.output
