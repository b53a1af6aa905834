from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.emit.markdown import escape_text, link, safe_url
from tests.emit.rendering import Seen

MARKUP = (
    *("<b>", "</details>", "<!--", "-->", "<!-- catalogue:end -->", "&lt;", "&#36;", "<https://h.example>", "<script>"),
    *(
        "[x](http://h)",
        "![i](http://h)",
        "[ ] ",
        "[^1]",
        "**",
        "_",
        "__",
        "`",
        "```",
        "~~",
        "~~~",
        "\\",
        "\\\\",
        "|",
        "!",
    ),
    *(
        "# ",
        "## ",
        "- ",
        "+ ",
        "* ",
        "1. ",
        "2) ",
        "> ",
        "---",
        "===",
        "    ",
        "\t",
        "\n",
        "\r\n",
        "\n\n",
        "  \n",
        ":-:|:-:",
    ),
    *("@someone", "#123", "https://h.example", "www.h.example", "a@b.example", ":smile:", "$x$", "$$", "{{", "{%"),
)
VISIBLE = st.characters(exclude_categories=["C"])
HOSTILE = st.lists(st.sampled_from(MARKUP) | st.text(VISIBLE, max_size=4), min_size=1, max_size=8).map("".join)
PLACES = (
    "{}",
    "- {}",
    "- a\n  - {}",
    "### {}",
    "**{}**",
    "(“{}”)",
    "a · {} · b\\\nc",
    "{}[a](https://h.example)",
    "| a | b |\n| --- | --- |\n| {} | c |",
    "<details><summary>a</summary>\n\n{}\n\n</details>",
)


@pytest.mark.parametrize("place", PLACES)
@given(text=HOSTILE.filter(str.strip))
def test_text_stays_text_wherever_it_stands(place: str, text: str) -> None:
    harmless, hostile = Seen(place.format("HERE")), Seen(place.format(escape_text(text)))

    assert hostile.tags == harmless.tags
    assert hostile.text_unbroken == harmless.text.replace("HERE", " ".join(text.split()))


@given(HOSTILE)
def test_escaped_text_is_one_line_that_no_raw_html_can_hide_in(text: str) -> None:
    assert not re.search(r"[\n\r<>|]|^ | $", escape_text(text))


@pytest.mark.parametrize(
    ("text", "acts_on"),
    [
        ("thanks to @someone", r"@\w"),
        ("see #123 and a/b#4", r"#\d"),
        ("at https://h.example and ftp://h", "://"),
        ("at WWW.h.example", r"(?i)www\."),
        ("write to a@b.example", r"@\w"),
        ("a :smile: here", r":\w+:"),
        ("costs $5 or $6, $$x$$", r"(^|[^\u200b])\$"),
    ],
)
def test_a_host_finds_nothing_to_link_ping_or_replace(text: str, acts_on: str) -> None:
    seen = Seen(escape_text(text))

    assert not re.search(acts_on, seen.text)
    assert seen.text_unbroken == text


@pytest.mark.parametrize("text", ["{{ site }}", "{% include x %}", "{{{%"])
def test_liquid_finds_no_braces(text: str) -> None:
    assert not re.search(r"\{[{%]", escape_text(text))


def test_plain_words_are_not_touched() -> None:
    words = "Schrödinger's β-VAE: 2-D “maps” (v2), 3.5x; R-D in C++, 10% / 注意"

    assert escape_text(words) == words


@given(label=HOSTILE.filter(str.strip), url=HOSTILE.map(lambda path: f"https://h.example/{path}"))
def test_a_link_is_one_link_to_where_it_says(label: str, url: str) -> None:
    seen = Seen(link(label, url))

    assert seen.tags == ["p", "a"]
    assert seen.text_unbroken == " ".join(label.split())
    assert [urlsplit(address).hostname for address in seen.links] == ["h.example"]


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", " JavaScript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "vbscript:x"),
        *("file:///etc/passwd", "ftp://h.example/", "mailto:a@b.example", "//h.example/", "/path", "h.example", "#a"),
        *("http://", "https:///path", "http:h.example", "https://[::1", "https://h\u2100.example", "\x00", ""),
    ],
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert safe_url(url) is None
    assert link("label", url) == "label"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://doi.org/10.1145/3600006.3613165", "https://doi.org/10.1145/3600006.3613165"),
        ("http://h.example/a_b?x=1&copy=2#part", "http://h.example/a_b?x=1&amp;copy=2#part"),
        ("https://h.example/a%20b%28c%29", "https://h.example/a%20b%28c%29"),
        ("HTTPS://h.example/(v1) <b>\"'`|\\", "HTTPS://h.example/%28v1%29%20%3Cb%3E%22%27%60%7C%5C"),
        ("https://h.example/é\u202e\n", "https://h.example/%C3%A9"),
    ],
)
def test_an_address_is_encoded_and_otherwise_left_alone(url: str, expected: str) -> None:
    assert safe_url(url) == expected


def test_no_address_is_no_link() -> None:
    assert link("*label*", None) == r"\*label\*"
