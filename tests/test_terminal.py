from __future__ import annotations

import io

import pytest

from pipeline.terminal import Bars, Hushed, Lines, console_for, say, shown, spoken, watcher_for


class Screen(io.StringIO):
    """A file that says whether it is a terminal."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.fixture
def log() -> Screen:
    return Screen(terminal=False)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  indented, [bold] and :fire:", "  indented, [bold] and :fire:"),
        ("\x1b[31mred\x1b]0;owned\x07\x9b2J\x08\x00", "[31mred]0;owned2J"),
        ("one\r\ntwo\ttabs\x0bthree\x1cfour\u2028five\x85six", "one  two tabs three four five six"),
        ("a\u202eb\ufeffc\u200bd", "abcd"),
        ("half \ud800 a pair", "half \ufffd a pair"),
    ],
)
def test_a_line_is_one_line_that_no_terminal_obeys(text: str, line: str) -> None:
    assert shown(text) == line


def test_markup_and_emoji_codes_are_printed_as_they_are() -> None:
    screen = Screen(terminal=True)
    say(console_for(screen), ["[red]x[/nope] :fire: 'quoted' 12"])
    assert screen.getvalue() == "[red]x[/nope] :fire: 'quoted' 12\n"


def test_a_program_without_an_output_says_nothing() -> None:
    say(console_for(None), ["anything"])


def test_a_long_line_is_whole_in_a_log(log: Screen) -> None:
    say(console_for(log), ["word " * 100])
    assert log.getvalue() == f"{'word ' * 100}\n"


@pytest.mark.parametrize("variable", ["FORCE_COLOR", "TTY_COMPATIBLE"])
def test_what_the_environment_says_makes_no_log_a_terminal(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, "1")
    assert not console_for(Screen(terminal=False)).is_terminal


def test_bars_for_a_terminal_and_lines_for_anything_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert isinstance(watcher_for(console_for(Screen(terminal=True)), float), Bars)
    assert isinstance(watcher_for(console_for(Screen(terminal=False)), float), Lines)
    monkeypatch.setenv("TERM", "dumb")
    assert isinstance(watcher_for(console_for(Screen(terminal=True)), float), Lines)


def test_stages_are_named_as_people_read_them() -> None:
    assert spoken("titles, semantic_scholar") == "titles, Semantic Scholar"
    assert spoken("records, elsewhere") == "records, elsewhere"
    assert spoken("reading") == "reading"


def test_a_stage_is_told_every_ten_seconds_and_at_its_end(log: Screen) -> None:
    seconds = 0.0
    with Lines(console_for(log), lambda: seconds) as watcher:
        watcher.begin("titles, arxiv", 4)
        for seconds in (9.9, 10.0, 19.9):  # noqa: B007  the clock reads it
            watcher.advance("titles, arxiv")
    assert log.getvalue().splitlines() == ["titles, arXiv: 2 of 4", "titles, arXiv: 3 of 4"]


def test_a_stage_that_goes_on_has_one_total(log: Screen) -> None:
    with Lines(console_for(log), float) as watcher:
        watcher.begin("titles, arxiv", 2)
        watcher.advance("titles, arxiv", 2)
        watcher.begin("titles, arxiv", 3)
        watcher.begin("nothing, arxiv", 0)
        watcher.advance("titles, arxiv", 3)
    assert log.getvalue().splitlines() == ["titles, arXiv: 5 of 5"]


def test_waits_and_notes_are_told_at_once(log: Screen) -> None:
    watcher = Lines(console_for(log), float)
    watcher.waiting("semantic_scholar", 2.4, "HTTP 429: [slow] down")
    watcher.note("a file is damaged")
    assert log.getvalue() == "Semantic Scholar: HTTP 429: [slow] down; next try in 2 s\na file is damaged\n"


def test_who_is_hushed_tells_notes_alone(log: Screen) -> None:
    with Hushed(console_for(log)) as watcher:
        watcher.begin("titles, arxiv", 2)
        watcher.advance("titles, arxiv")
        watcher.note("heard")
    assert log.getvalue() == "heard\n"


def test_requests_are_counted_by_source(log: Screen) -> None:
    for watcher in (Lines(console_for(log), float), Bars(console_for(log))):
        for source in ("arxiv", "semantic_scholar", "arxiv"):
            watcher.requested(source)
        assert dict(watcher.requests) == {"arxiv": 2, "semantic_scholar": 1}


def test_a_bar_shows_count_and_requests_of_its_own_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    screen = Screen(terminal=True)
    bars = Bars(console_for(screen))
    with bars:
        bars.begin("titles, arxiv", 30)
        bars.begin("titles, arxiv", 4)
        bars.begin("records, semantic_scholar", 0)
        bars.requested("arxiv")
        bars.requested("semantic_scholar")
        bars.advance("titles, arxiv", 33)
        bars.advance("records, semantic_scholar")
        bars.note("[bold]note[/]")
    assert "33/34" in screen.getvalue()
    assert "1 request " in screen.getvalue()
    assert "[bold]note[/]" in screen.getvalue()
    assert "Semantic Scholar" not in screen.getvalue()
