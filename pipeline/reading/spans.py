"""PURE: the inline content of one block becomes spans: plain text, links and line breaks, with no Markdown left."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple
from urllib.parse import unquote

from markdown_it.token import Token
from markdown_it.utils import EnvType

from pipeline.reading.addresses import place_of, with_scheme
from pipeline.reading.markdown import FOOTNOTES, inline_tokens
from pipeline.reading.tags import linked_tag

_MARKUP = re.compile(r"[\\`*_\[\]<>&!\n]")
_WIDE = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"
"""Ideographs and their punctuation, which end an address that nobody marked as one."""
_ARXIV_ID = r"\d\d(?:0[1-9]|1[0-2])\.\d{4,5}(?!\d)|[a-z]{2,}(?:-[a-z]{2,})?(?:\.[a-z]{2})?/\d{7}(?!\d)"
_BARE_LINK = re.compile(
    rf"(?P<url>https?://[^\s<>\"|{_WIDE}]+)"
    rf"|(?<![\w./:@-])(?P<page>(?:www\.)?(?:arxiv\.org/(?:abs|pdf|html)/|(?:dx\.)?doi\.org/10\."
    rf"|www\.[a-z0-9-]+(?:\.[a-z0-9-]+)+/)[^\s<>\"|{_WIDE}]+)"
    rf"|(?:\b(?:arxiv(?:\s+preprint)?|corr)[:.,\s]\s?(?:abs/)?|(?<![\w./:-])abs/)(?P<arxiv>{_ARXIV_ID})(?:v\d+)?"
    rf"|(?:\bdoi:\s?|(?<![\w./:-]))(?P<doi>10\.\d{{4,9}}/[^\s\])}}{_WIDE}]+)",
    re.IGNORECASE,
)
_GLUED_BOLD = re.compile(r"(\*\*\[[^\[\]*\n]{1,60}\]\*\*)(?=\*?\w)")
"""`**[OSDI 2022]***Ada Odell*`: behind brackets, Markdown ends bold only before a blank."""
_COMMENT = re.compile(r"<!--[^<>]{0,500}-->")
_FOOTNOTE = re.compile(r"[ \t]?\[\^(?P<name>[^\]\s]{1,40})\](?![(\[])")
"""`[^1]`, which leads to a remark or to links at the end of the page."""
_ATTRIBUTE = re.compile(r"\s(href|src|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_BREAK_TAGS = frozenset("br li ul ol p div tr hr".split())
_STRONG_TAGS, _EMPHASIS_TAGS = frozenset("b strong code".split()), frozenset("i em cite".split())
_BADGE = re.compile(r"^https?://img\.shields\.io/badge/(?P<words>[^/?#]+)-[^-/?#]+(?:[?#]|$)", re.IGNORECASE)
_BADGE_DASH, _BADGE_BLANK = re.compile(r"(?<!-)-(?!-)"), re.compile(r"(?<![-_])[-_](?![-_])")
"""`DAC-2025-blue` is a badge with the words `DAC 2025`, in blue."""
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?)\b", re.IGNORECASE)
_MAY_LINK = re.compile(r"https?://|www\.|arxiv|abs/\d|10\.\d{4}", re.IGNORECASE)
_LONGEST_URL = 2048
_BRACKETS = {")": "(", "]": "["}


class Span(NamedTuple):
    """Text as a reader sees it. `url` is set on the text of a link, `strong` on bold text and code, `coded` on code
    alone, `slanted` on text in italics, `pictured` on what stands for a picture; a line that the author broke on
    purpose is the span BREAK, one that merely wrapped is a space that `wraps`."""

    text: str
    url: str | None = None
    strong: bool = False
    slanted: bool = False
    wraps: bool = False
    pictured: bool = False
    coded: bool = False


BREAK = Span("\n")
WRAP = Span(" ", wraps=True)


def spans(content: str, references: EnvType) -> tuple[Span, ...]:
    """The spans of one block's content. Bare addresses are links as well, those of arXiv, doi.org and `www.` without
    `https://` too, and so are `arXiv:2310.03294`, `CoRR abs/2310.03294` and `doi:10.…`; images outside of links are
    dropped, save badges with a venue and its year, and so are the numbers of footnotes, in whose place stand the links
    that are all of a footnote; an image that is all of a link is a label in brackets. Of HTML tags only `<a>`, `<img>`,
    `<br>` and those for type count.
    """
    if not _MARKUP.search(content):
        return linked((Span(content),))
    notes = references.get(FOOTNOTES, {})
    content = _FOOTNOTE.sub(
        lambda note: f" {notes[note['name']]}" if note["name"] in notes else "",
        _GLUED_BOLD.sub(r"\1 ", _COMMENT.sub("", content)),
    )
    return linked(_links_as_one(_flat(inline_tokens(content, references))))


def linked(parts: Iterable[Span]) -> tuple[Span, ...]:
    """The spans with every address that nobody marked as a link made one."""
    return tuple(_with_bare_links(parts))


def plain(parts: Iterable[Span]) -> str:
    """The text of the spans on one line, without the targets of links."""
    return " ".join("".join(part.text for part in parts).split())


class _Piece(NamedTuple):
    """A span and the number of the link it belongs to, 0 outside of links."""

    link: int
    span: Span


class _Style:
    """What is open at one place of a line."""

    def __init__(self) -> None:
        self.url: str | None = None
        self.link = 0
        self.strong = self.slanted = 0

    def opens(self, url: str, number: int) -> _Piece:
        self.url, self.link = with_scheme(url), number
        return _Piece(number, Span("", self.url))

    def piece(self, text: str, *, pictured: bool = False, coded: bool = False) -> _Piece:
        strong, slanted = bool(self.strong) or coded, bool(self.slanted)
        return _Piece(self.link, Span(text, self.url, strong, slanted=slanted, pictured=pictured, coded=coded))

    def picture(self, address: str, said: str) -> _Piece:
        return self.piece(picture_text(address, said, linked=bool(self.link)), pictured=True)


def _flat(tokens: Iterable[Token]) -> Iterator[_Piece]:
    style = _Style()
    for number, token in enumerate(tokens, start=1):
        match token.type:
            case "link_open":
                yield style.opens(str(token.attrs.get("href", "")), number)
            case "link_close":
                style.url, style.link = None, 0
            case "strong_open" | "strong_close":
                style.strong += token.nesting
            case "em_open" | "em_close":
                style.slanted += token.nesting
            case "html_inline":
                yield from _of_tag(token.content, number, style)
            case "softbreak" | "hardbreak":
                yield from _of_break(token, style)
            case "image" if not style.link and _is_paper(str(token.attrs.get("src", "")), token.content):
                yield style.opens(str(token.attrs["src"]), number)
                yield style.piece(token.content)
                style.url, style.link = None, 0
            case "image":
                yield style.picture(str(token.attrs.get("src", "")), token.content)
            case _:
                yield style.piece(token.content, coded=token.type == "code_inline")


def _is_paper(address: str, said: str) -> bool:
    """Whether what is written as a picture (`![Title](https://arxiv.org/abs/…)`) is a title that leads to its paper."""
    return place_of(address) == "paper" and len(said.split()) > 2 and not _PICTURE.search(address)


def picture_text(address: str, said: str, *, linked: bool) -> str:
    """What stands for a picture: nothing, or a label in brackets where it is in a link. A badge that says a well-known
    venue and its year, be it behind another word as in `Paper-DAC_2025-blue`, is a tag."""
    badge = _BADGE.search(address)
    words = badge["words"] if badge else ""
    for text in (words, _BADGE_DASH.split(words)[-1]):
        tagged = " ".join(unquote(_BADGE_BLANK.sub(" ", text)).split())
        if (tag := linked_tag(tagged)) and tag.year:
            return f"[{tagged}]" if linked else f" [{tagged}] "
    return f"[{said}]" if linked else ""


def link_text(parts: Sequence[Span]) -> str:
    """The text of a link. Pictures in it are its label where it holds nothing else; beside words only a tag counts."""
    words = [part for part in parts if not part.pictured]
    labelled = not plain(words)
    return plain(part for part in parts if labelled or not part.pictured or linked_tag(part.text))


def _of_break(token: Token, style: _Style) -> Iterator[_Piece]:
    """A line's end; inside a link it is but a blank, and inside bold type or italics it is so itself."""
    if style.link:
        yield style.piece(" ")
    else:
        yield from (_Piece(0, BREAK),) if token.type == "hardbreak" else ()
        yield _Piece(0, WRAP._replace(strong=bool(style.strong), slanted=bool(style.slanted)))


def _of_tag(tag: str, number: int, style: _Style) -> Iterator[_Piece]:
    """What one HTML tag within a line does to the text around it."""
    named = _TAG.match(tag)
    if named is None:
        return
    closes, name = bool(named[1]), named[2].lower()
    if name == "a":
        url = "" if closes else _attributes(tag).get("href")
        if url:
            yield style.opens(url, number)
        else:
            style.url, style.link = None, 0
    elif name == "img":
        said = _attributes(tag)
        yield style.picture(said.get("src", ""), said.get("alt", ""))
    elif name in _BREAK_TAGS:
        yield _Piece(style.link, BREAK) if not style.link else style.piece(" ")
    elif name in _STRONG_TAGS:
        style.strong = max(0, style.strong + (-1 if closes else 1))
    elif name in _EMPHASIS_TAGS:
        style.slanted = max(0, style.slanted + (-1 if closes else 1))


def _attributes(tag: str) -> dict[str, str]:
    """The attributes of an HTML tag that count, by their names in small letters."""
    return {name.lower(): html.unescape("".join(values)) for name, *values in _ATTRIBUTE.findall(tag)}


def _links_as_one(pieces: Iterable[_Piece]) -> Iterator[Span]:
    """One span for each link, whatever was bold inside it."""
    for link, group in groupby(pieces, key=lambda piece: piece.link):
        parts = [piece.span for piece in group]
        if link:
            yield Span(link_text(parts), parts[0].url, strong=any(part.strong for part in parts))
        else:
            yield from (part for part in parts if part.text)


def _with_bare_links(parts: Iterable[Span]) -> Iterator[Span]:
    for part in parts:
        if part.url is None and not part.strong:
            yield from _split_at_links(part) if _MAY_LINK.search(part.text) else (part,)
        else:
            yield part


def _split_at_links(part: Span) -> Iterator[Span]:
    text, position = part.text, 0
    for match in _BARE_LINK.finditer(text):
        label = _without_closing_punctuation(match[0])
        yield from _text_span(part, text[position : match.start()])
        yield Span(label, _target(match, label))
        position = match.start() + len(label)
    yield from _text_span(part, text[position:])


def _target(match: re.Match[str], label: str) -> str:
    if match["page"]:
        return f"https://{label}"
    if match["arxiv"]:
        return f"https://arxiv.org/abs/{match['arxiv']}"
    return f"https://doi.org/{label[label.index('10.') :]}" if match["doi"] else label


def _text_span(part: Span, text: str) -> Iterator[Span]:
    if text:
        yield part._replace(text=text)


def _without_closing_punctuation(url: str) -> str:
    """The URL without the sentence's punctuation behind it; a bracket is the URL's own if the URL opened it."""
    if len(url) > _LONGEST_URL:
        return url
    while url[-1] in ".,;:!?'*" or (url[-1] in _BRACKETS and url.count(url[-1]) > url.count(_BRACKETS[url[-1]])):
        url = url[:-1]
    return url
