"""The README's code blocks, as a reader would copy them."""

from __future__ import annotations

from markdown_it import MarkdownIt

from tests.shared import ROOT


def recipe(heading: str, language: str, containing: str = "") -> str:
    """The first code block of that language under that heading which contains that text."""
    inside = False
    tokens = MarkdownIt("commonmark").parse((ROOT / "README.md").read_text("utf-8"))
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            inside = tokens[place + 1].content == heading
        elif inside and token.type == "fence" and token.info == language and containing in token.content:
            return token.content
    raise AssertionError(f"README.md has no {language} block with {containing!r} under {heading!r}")
