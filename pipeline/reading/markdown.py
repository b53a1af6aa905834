"""PURE: Markdown text becomes a tree of blocks with line numbers. CommonMark, and tables as such."""

from __future__ import annotations

from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from markdown_it.utils import EnvType

from pipeline.emit.markers import find_markers
from pipeline.errors import PapersError

DEEPEST = 100
"""So many levels of lists and quotes are parsed; what lies deeper arrives as a container without content."""
_DEEPEST_INLINE = 10
"""The same for emphasis and brackets within a line: no title needs more, and hostile lines cost time for each level."""


class Document(NamedTuple):
    """`lines` are the text as it stands, `references` the link targets that it defines apart (`[1]: https://…`).
    `front_matter` counts the lines of metadata at its top, which are no block."""

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
    tokens = _BLOCKS.parse("\n".join(("",) * front_matter + lines[front_matter:]), references)
    return Document(tuple(SyntaxTreeNode(tokens).children), lines, _without_footnotes(references), front_matter)


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
