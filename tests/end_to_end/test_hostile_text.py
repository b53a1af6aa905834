"""Text from outside is harmless wherever it lands: in every file, on a terminal, in a log."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.emit.rendering import Seen
from tests.end_to_end.desk import Desk
from tests.standin import Fault, Record, Standin

ESCAPES = "\x1b[31m\x1b]0;owned\x07\x9b2J\x08"
MARKUP = "[bold]loud[/bold] :fire: [/]"
HTML = '<script>alert(1)</script><img src=x onerror="alert(2)"></details>'
MARKDOWN = "](javascript:alert(3)) `` ` `` | a | @team #7 $x$ ![i](http://evil.example/i.png)"
UNSEEN = "\u202e\u200b\ufeff\u2028\x00"
HOSTILE = f"{MARKUP} {HTML} {MARKDOWN} {ESCAPES}{UNSEEN}"
TITLE = f"Siren: Luring Renderers onto the Rocks {MARKUP}"
SIREN = Record(
    title=f"{TITLE} {HOSTILE}",
    authors=(f"Mal {HOSTILE}", "Ann Plain"),
    year=2023,
    venue=f"OSDI {HTML}",
    doi="10.5555/666.667",
    abstract=f"First. {HOSTILE}\n\n# Heading\n<!-- catalogue:end -->\n\n- bullet {HOSTILE}",
    citation_count=1,
)
OTHER = SIREN.model_copy(update={"title": f"Kelpie: {HOSTILE}", "doi": "10.5555/666.668"})
LIST = f"""\
# List {MARKUP}

## Section {MARKUP} {ESCAPES}

- {TITLE.replace("[", chr(92) + "[")}
  - A note {MARKUP} <b>bold</b> {ESCAPES}
- Kelpie: Another Paper Whose Title Nobody Should Trust on a Terminal
- [Elsewhere {MARKUP}{ESCAPES}](#elsewhere)
"""
DECISIONS = f"""[[pin]]
entry = '{TITLE}'
doi = "{SIREN.doi}"
reason = "Seen [bold]with[/bold] <script>alert(4)</script> my own eyes \\u001b[31m"
date = 2026-11-01
"""


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Desk]:
    with Standin([SIREN, OTHER]) as standin:
        desk = Desk(tmp_path / "desk", standin)
        desk.list.write_text(LIST, "utf-8")
        (desk.folder / "decisions.toml").write_text(DECISIONS, "utf-8")
        yield desk


def dangerous(text: str) -> list[str]:
    """Control and direction characters, save line breaks."""
    return re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", text)


def test_no_file_and_no_line_obeys_what_it_quotes(hostile: Desk) -> None:
    told = hostile.enrich("-v")
    assert told.code == 0
    assert hostile.papers()["Siren"]["status"] == "matched"
    for name, content in hostile.written().items():
        assert dangerous(content.decode().replace("\r\n", "\n")) == [], name  # the table ends its lines so
    assert dangerous(told.out + told.err) == []
    assert "[bold]loud[/bold] :fire: [/]" in told.out
    assert dangerous(hostile.run("explain", TITLE, *hostile.flags).out) == []


@pytest.mark.parametrize("name", ["README.md", "out/review.md"])
def test_rendered_pages_hold_no_foreign_markup(hostile: Desk, name: str) -> None:
    hostile.enrich()
    page = hostile.written()[name].decode()
    seen = Seen(page)
    assert len(re.findall("^<!-- catalogue:end -->$", page, re.MULTILINE)) == (name == "README.md")
    assert not {"script", "img", "b"} & set(seen.tags)
    assert {link.split(":")[0] for link in seen.links} <= {"https"}
    assert not any("evil.example" in link for link in seen.links)
    assert seen.tags.count("details") == (name == "README.md")


def test_a_second_run_keeps_what_the_first_wrote(hostile: Desk) -> None:
    hostile.enrich()
    before = hostile.written()
    assert hostile.enrich("--refresh").code == 0
    assert hostile.written() == before


def test_a_service_cannot_write_on_the_terminal(hostile: Desk) -> None:
    assert hostile.standin
    words = '{"message": "[/bold] [red]x[/nope] \\u001b[31m \\u009b2J"}'
    hostile.standin.semantic_scholar.fail_always = Fault.body(words.encode(), "application/json", status=500)
    told = hostile.enrich("--patience", "0")
    assert told.code == 0
    assert "[/bold] [red]x[/nope]" in told.out
    assert dangerous(told.out + told.err) == []


def test_a_message_about_a_file_cannot_either(hostile: Desk) -> None:
    (hostile.folder / "settings.toml").write_text('"\\u001b[31m[bold]" = 1\n', "utf-8")
    told = hostile.enrich()
    assert (told.code, dangerous(told.err.rstrip("\n"))) == (1, [])
