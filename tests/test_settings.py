"""Settings: defaults, every key, and one sentence for what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import PapersError
from pipeline.settings import Freshness, Settings, load_settings


def written(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(text, "utf-8")
    return path


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "settings.toml")
    assert (settings.title, settings.contact, settings.abstracts) == (None, None, "all")
    assert settings.outputs == tuple("json schema readme review bib csl csv feed changes news history page".split())
    assert settings.freshness == Freshness(citations=6, papers=30, titles=30, not_found=3, not_found_longest=48)


def test_every_key_is_heard(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        'title = "My papers"\ncontact = "me@example.org"\nsite = "https://me.example/x"\n'
        'abstracts = "open"\noutputs = ["json"]\n'
        "[freshness]\ncitations = 1\npapers = 2\ntitles = 3\nnot_found = 4\nnot_found_longest = 5\n",
    )
    assert load_settings(path) == Settings(
        title="My papers",
        contact="me@example.org",
        site="https://me.example/x",
        abstracts="open",
        outputs=("json",),
        freshness=Freshness(citations=1, papers=2, titles=3, not_found=4, not_found_longest=5),
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('title = "x"\nabstracts = open\n', r"settings\.toml, line 2: is not TOML: Invalid value"),
        ('title = "x', r"settings\.toml: is not TOML: Unterminated string"),
        (
            '\ntitel = "x"\n',
            r"line 2: `titel` is not a known key; allowed are title, contact, site, abstracts, outputs, fresh",
        ),
        (
            "# days\n[freshness]\npapers = 1\ncitation = 6\n",
            r"line 4: `freshness\.citation` is not a known key; allowed are citations, papers, titles, not_found",
        ),
        (
            'title = "x"\nabstracts = "some"\n',
            r'line 2: `abstracts` is "some", and should be "all", "open" or "none"\.$',
        ),
        ("[freshness]\npapers = '30'\n", r'line 2: `freshness\.papers` is "30", and should be a whole number of d'),
        (
            "[freshness]\npapers = -1\n",
            r"line 2: `freshness\.papers` is -1, and should be a whole number of days from 0 to 3650\.$",
        ),
        (
            "[freshness]\nnot_found = 60\n",
            r"line 1: `freshness`: not_found_longest \(48\) is shorter than not_found \(60\)",
        ),
        (
            "title = 'x'\nfreshness.papers = '30'\n",
            r'line 2: `freshness\.papers` is "30", and should be a whole number',
        ),
        ("title = 'x'\nfreshness . 'papers'= '30'\n", r"line 2: `freshness\.papers`"),
        (
            "title = 'x'\nfreshness = {papers = '30'}\n",
            r'line 2: `freshness\.papers` is "30", and should be a whole num',
        ),
        ("\nfreshness.not_found = 60\nfreshness.not_found_longest = 48\n", r"line 2: `freshness`: not_found_longest"),
        ("freshness = 6\n", r"line 1: `freshness` is 6, and should be a table of days for citations, papers,"),
        (
            'outputs = ["json", "html"]\n',
            r'line 1: `outputs` is "html", and should be a list of one or more of json, schema, readme, r',
        ),
        ('outputs = ["json", "news"]\n', r'settings\.toml: outputs has "news", which shows what "changes" remembers'),
        ('contact = "a\\nb"\n', r'line 1: `contact` is "a\\nb", and should be a text in quotation marks, on one'),
        (
            'site = "https://["\n',
            r"line 1: `site`: 'https://\[' is no address; it looks like https://example.org/papers\.",
        ),
        ('site = "javascript:x"\n', r'line 1: `site` is "javascript:x", and should be an address like "https'),
        (f"title = {'9' * 5_000}\n", r"settings\.toml cannot be read: a number too long"),
        (f"title = {'[' * 5_000}\n", r"settings\.toml cannot be read: .* nested too deeply"),
        ("title = 2026-01-31\n", r"line 1: `title` is 2026-01-31, and should be a text in quotation marks"),
        (f"title = 0x{'f' * 5_000}\n", r"line 1: `title` is a number too long to be shown, and should be a text"),
        (f'title = "{"x" * 5_000}"\n', r'line 1: `title` is "x{78}…, and should be a text'),
        (
            "freshness.papers = true\n",
            r"settings\.toml, line 1: `freshness\.papers` is true, and should be a whole number",
        ),
    ],
)
def test_a_mistake_gets_one_sentence_with_file_line_and_key(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(PapersError, match=says) as caught:
        load_settings(written(tmp_path, text))
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_text_or_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"title = '\xe9'")
    with pytest.raises(PapersError, match=r"settings\.toml is not UTF-8"):
        load_settings(path)
    with pytest.raises(PapersError, match=r"cannot be read: Is a directory; a file belongs there, and not a folder\.$"):
        load_settings(tmp_path)
