"""PURE: the inline content of one block becomes spans: plain text, links and line breaks, with no Markdown left."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from markdown_it.token import Token
from markdown_it.utils import EnvType

from pipeline.reading.markdown import inline_tokens

_MARKUP = re.compile(r"[\\`*_\[\]<>&!\n]")
_BARE_LINK = re.compile(
    r"(?P<url>https?://[^\s<>\"]+)"
    r"|\b(?:arxiv)[:\s]\s?(?P<arxiv>\d{4}\.\d{4,5})(?:v\d+)?"
    r"|\bdoi:\s?(?P<doi>10\.\d{4,9}/[^\s\])}]+)",
    re.IGNORECASE,
)
_ANCHOR = re.compile(r"<a\s[^>]*?href\s*=\s*[\"'](https?://[^\"']+)", re.IGNORECASE)
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LONGEST_URL = 2048
_BRACKETS = {")": "(", "]": "["}


class Span(NamedTuple):
    """Text as a reader sees it. `url` is set on the text of a link, `strong` on bold text and code; a line that the
    author broke on purpose is the span BREAK, one that merely wrapped is a space."""

    text: str
    url: str | None = None
    strong: bool = False


BREAK = Span("\n")


def spans(content: str, references: EnvType) -> tuple[Span, ...]:
    """The spans of one block's content. Bare URLs, `arXiv:2310.03294` and `doi:10.…` are links as well; images
    outside of links are dropped; one inside a link is a label in brackets. Of HTML tags only `<a>` and `<br>` count."""
    if not _MARKUP.search(content):
        return tuple(_with_bare_links((Span(content),)))
    return tuple(_with_bare_links(_links_as_one(_flat(inline_tokens(content, references)))))


def plain(parts: Iterable[Span]) -> str:
    """The text of the spans on one line, without the targets of links."""
    return " ".join("".join(part.text for part in parts).split())


class _Piece(NamedTuple):
    """A span and the number of the link it belongs to, 0 outside of links."""

    link: int
    span: Span


def _flat(tokens: Iterable[Token]) -> Iterator[_Piece]:
    url, link, strong = None, 0, 0
    for number, token in enumerate(tokens, start=1):
        if (target := _opens_link(token)) is not None:
            url, link = target, number
            yield _Piece(link, Span("", url))
        elif _closes_link(token):
            url, link = None, 0
        elif token.type in {"strong_open", "strong_close"}:
            strong += token.nesting
        elif token.type != "image" or link:
            text = _text_of(token)
            yield _Piece(link, Span(text, url, strong=bool(strong) or token.type == "code_inline"))


def _opens_link(token: Token) -> str | None:
    """The target of the link that begins here, in Markdown or HTML; None where none does."""
    if token.type == "link_open":
        return str(token.attrs.get("href", ""))
    anchor = _ANCHOR.match(token.content) if token.type == "html_inline" else None
    return html.unescape(anchor[1]) if anchor else None


def _closes_link(token: Token) -> bool:
    return token.type == "link_close" or (token.type == "html_inline" and token.content.lower() == "</a>")


def _text_of(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak" or (token.type == "html_inline" and _BREAK_TAG.fullmatch(token.content)):
        return BREAK.text
    if token.type == "image":
        return f"[{token.content}]"
    return "" if token.type == "html_inline" else token.content


def _links_as_one(pieces: Iterable[_Piece]) -> Iterator[Span]:
    """One span for each link, whatever was bold inside it."""
    for link, group in groupby(pieces, key=lambda piece: piece.link):
        parts = [piece.span for piece in group]
        if link:
            yield Span(plain(parts), parts[0].url, strong=any(part.strong for part in parts))
        else:
            yield from (part for part in parts if part.text)


def _with_bare_links(parts: Iterable[Span]) -> Iterator[Span]:
    for part in parts:
        if part.url is None and not part.strong:
            yield from _split_at_links(part.text)
        else:
            yield part


def _split_at_links(text: str) -> Iterator[Span]:
    position = 0
    for match in _BARE_LINK.finditer(text):
        label = _without_closing_punctuation(match[0])
        yield from _text_span(text[position : match.start()])
        yield Span(label, _target(match, label))
        position = match.start() + len(label)
    yield from _text_span(text[position:])


def _target(match: re.Match[str], label: str) -> str:
    if match["arxiv"]:
        return f"https://arxiv.org/abs/{match['arxiv']}"
    return f"https://doi.org/{label[label.index('10.') :]}" if match["doi"] else label


def _text_span(text: str) -> Iterator[Span]:
    if text:
        yield Span(text)


def _without_closing_punctuation(url: str) -> str:
    """The URL without the sentence's punctuation behind it; a bracket is the URL's own if the URL opened it."""
    if len(url) > _LONGEST_URL:
        return url
    while url[-1] in ".,;:!?'*" or (url[-1] in _BRACKETS and url.count(url[-1]) > url.count(_BRACKETS[url[-1]])):
        url = url[:-1]
    return url
