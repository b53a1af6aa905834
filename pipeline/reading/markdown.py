"""PURE: Markdown text becomes a tree of blocks with line numbers. CommonMark, and tables as such."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from markdown_it.utils import EnvType

from pipeline.errors import PapersError
from pipeline.markers import find_markers

DEEPEST = 100
"""So many levels of lists and quotes are parsed; what lies deeper arrives as a container without content."""
_DEEPEST_INLINE = 10
"""The same for emphasis and brackets within a line: no title needs more, and hostile lines cost time for each level."""


FOOTNOTES = "footnotes"
"""Under this name, beside the link targets, stand the links that a footnote is: `[^1]: [pdf](https://…)`."""
_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,40})\]")
_LINK = r"(?:[A-Za-z]{2,10}:\s+)?(?:<?https?://[^\s<>]+>?|\[{1,2}[^\[\]]{1,30}\]{1,2}\(https?://[^\s()]+\)[,;.|]?)"
_FOOTNOTE_OF_LINKS = re.compile(rf" {{0,3}}\[\^(?P<name>[^\]\s]{{1,40}})\]:\s+(?P<links>{_LINK}(?:\s+{_LINK})*)\s*")

_PLACE_AND_DEFINITION = 2
_SHORTEST_RULE, _HEAD_AND_DASHES = 3, 2
_BELOW_HEAD = re.compile(r"\s*\|[\s:|-]*-[\s:|-]*")
"""The line of dashes under the head of a table"""
_NAMED_ADDRESS = re.compile(r"([A-Za-z]{2,10}):\s+<?(https?://[^\s<>]+)>?")
_NAMED_LINK = re.compile(r"\[{1,2}([^\[\]]+)\]{1,2}(?=\()")


class Document(NamedTuple):
    """`lines` are the text as it stands, `references` the link targets that it defines apart (`[1]: https://…`), and
    the footnotes that are but links. `front_matter` counts the lines of metadata at its top, which are no block."""

    blocks: tuple[SyntaxTreeNode, ...]
    lines: tuple[str, ...]
    references: EnvType
    front_matter: int


def parse(text: str, name: str) -> Document:
    """The blocks of `text`, inline content unparsed. Raises PapersError for markers of a generated part
    that leave in doubt where it begins or ends."""
    references: EnvType = {}
    lines = _without_catalogue(text, name)
    front_matter = _front_matter(lines)
    notes = _footnotes_of_links(lines)
    shown = ["" if at < front_matter or at in notes else line for at, line in enumerate(lines)]
    tokens = _BLOCKS.parse("\n".join(_with_rules_in_tables(shown)), references)
    targets = {
        **_without_footnotes(references),
        FOOTNOTES: {note["name"]: _labelled(note["links"]) for note in notes.values()},
    }
    return Document(tuple(SyntaxTreeNode(tokens).children), lines, targets, front_matter)


def _with_rules_in_tables(lines: list[str]) -> Iterator[str]:
    """The lines, a rule (`---`) between two rows of a table as a row without words: CommonMark would end the table.
    Before the head of another table it does."""
    for at, line in enumerate(lines):
        within = line.strip("-") == "" and len(line) >= _SHORTEST_RULE and at >= _HEAD_AND_DASHES
        beside = (*lines[at - _HEAD_AND_DASHES : at], *lines[at + 1 : at + 2]) if within else ()
        rows = beside != () and all(each.lstrip().startswith("|") for each in beside)
        yield "| --- |" if rows and not any(map(_BELOW_HEAD.fullmatch, lines[at + 2 : at + 3])) else line


def _footnotes_of_links(lines: tuple[str, ...]) -> dict[int, re.Match[str]]:
    """The footnotes that are nothing but links, and that one place alone leads to, by the lines that define them."""
    led = Counter(name for line in lines for name in _FOOTNOTE.findall(line))
    found = ((at, _FOOTNOTE_OF_LINKS.fullmatch(line)) for at, line in enumerate(lines) if "[^" in line)
    return {at: note for at, note in found if note and led[note["name"]] == _PLACE_AND_DEFINITION}


def _labelled(links: str) -> str:
    """The links, each with its words, or the word before an address (`Paper: https://…`), as a label in brackets."""
    return _NAMED_ADDRESS.sub(r"[[\1]](\2)", _NAMED_LINK.sub(r"[[\1]]", links))


def _without_footnotes(references: EnvType) -> EnvType:
    """The link targets. CommonMark takes `[^1]: Seminal.` for one more of them: it knows no footnotes."""
    targets = references.get("references", {})
    return {**references, "references": {name: target for name, target in targets.items() if name[:1] != "^"}}


def inline_tokens(content: str, references: EnvType) -> list[Token]:
    """The inline content of one block. TeX between dollar signs stays as written."""
    tokens: list[Token] = []
    _INLINE.inline.parse(content, _INLINE, references, tokens)
    return tokens


def line_of(block: SyntaxTreeNode) -> int:
    """The first line of a block, counted from 1."""
    return block.map[0] + 1 if block.map else 0


def content_of(block: SyntaxTreeNode) -> str:
    """The text of a leaf block, or the inline content, unparsed, of a paragraph or heading."""
    return block.children[0].content if block.children else block.content


def _without_catalogue(text: str, name: str) -> tuple[str, ...]:
    """The lines, empty ones in place of what the pipeline wrote between its markers, so that all line numbers stay."""
    lines = _lines(text)
    try:
        markers = find_markers(text) if "catalogue:" in text else None
    except PapersError as error:
        raise PapersError(f"{name}: {error}") from error
    if markers:
        lines[markers.start : markers.end + 1] = [""] * (markers.end + 1 - markers.start)
    return tuple(lines)


def _lines(text: str) -> list[str]:
    """The lines as CommonMark counts them: only `\\n`, `\\r\\n` and `\\r` end one, no other control character."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _front_matter(lines: tuple[str, ...]) -> int:
    """The number of lines from a first `---` with a key behind it to the next `---`: metadata as site generators read
    it. CommonMark knows no such thing and would take it for a heading."""
    opens = lines[:1] == ("---",) and lines[1:2] != () and ":" in lines[1]
    return lines.index("---", 1) + 1 if opens and "---" in lines[1:] else 0


def _tex(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  the parser calls it with this signature
    """`$a_i$` is one piece of text. The signs hug what they enclose and no digit follows, so that `$5` is money."""
    source, start = state.src, state.pos
    if source[start] != "$":
        return False
    end = source.find("$", start + 1, state.posMax)
    inside = source[start + 1 : end] if end > 0 else ""
    if not inside or inside != inside.strip() or "\n" in inside or source[end + 1 : end + 2].isdigit():
        return False
    if not silent:
        state.pending += source[start : end + 1]
    state.pos = end + 1
    return True


class _Parser(MarkdownIt):
    """Keeps the target of a link as it is written: the list is shown to people, and encoding it anew costs time."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802  the library's name for the hook it calls
        return url


def _inline_parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"maxNesting": _DEEPEST_INLINE})
    parser.inline.ruler.push("tex", _tex)
    return parser


_BLOCKS = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table").disable("inline")
_INLINE = _inline_parser()
