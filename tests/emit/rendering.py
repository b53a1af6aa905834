"""Markdown seen as a browser would see it: which elements, which links, which text."""

from __future__ import annotations

from html.parser import HTMLParser

from markdown_it import MarkdownIt

_COMMONMARK = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


class Seen(HTMLParser):
    """`tags` are the elements in order, `links` their addresses, `text` all text, comments and markup left out."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self._text: list[str] = []
        self.feed(_COMMONMARK.render(markdown))
        self.close()

    @property
    def text(self) -> str:
        return " ".join("".join(self._text).split())

    @property
    def text_unbroken(self) -> str:
        """The text without the zero-width spaces that keep a host from acting on it."""
        return self.text.replace("\u200b", "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in {"href", "src"} and value is not None]

    def handle_data(self, data: str) -> None:
        self._text.append(data)
