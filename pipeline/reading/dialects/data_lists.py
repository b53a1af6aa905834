"""PURE: front matter, or a whole file of YAML, that lists papers as data: `- title: …` with `doi`, `url`, `authors`; or
that says at its top which one paper a note is on."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from pipeline.identifiers import ids_in_url, parse_id, url_of
from pipeline.models import Link
from pipeline.reading.items import Item, links_to_paper
from pipeline.reading.names import names_in
from pipeline.reading.spans import Span
from pipeline.reading.tags import Tag, parse_tag
from pipeline.reading.taken_apart import Bullet

_TITLES = frozenset("title paper paper_title papertitle name".split())
_VENUES = frozenset("venue conference journal booktitle conf publication published_in proceedings".split())
_YEARS = frozenset("year date published month".split())
_PRESENTERS = frozenset("presenter presenters speaker speakers presented_by".split())
"""Where one of these stands, `date` is the day of a meeting."""
_AUTHORS = frozenset("authors author".split())
_ALIASES = frozenset("alias short nickname acronym abbr short_name".split())
_IDS = frozenset("doi arxiv arxiv_id eprint openreview acl s2 semantic_scholar corpus_id corpusid".split())
_ADDRESSES = frozenset("url link pdf paper".split())
_LONGEST = 500_000
"""Characters: longer data is no front matter, and slow to parse."""
_DEEPEST = 12
_TITLE_BELOW = re.compile(
    rf"""^(?:[ \t]+|[ \t]*(?:-[ \t]+)+)["']?(?:{"|".join(sorted(_TITLES))})["']?[ \t]*:""", re.MULTILINE
)
"""A title within a list, or within anything else that has a name: that of a page stands at the left margin."""


class Unread(NamedTuple):
    """Text that would list papers, were it such data as is read: why it is not, and at which line of the document."""

    line: int
    reason: str


def data_list(text: str, first_line: int) -> tuple[Item, ...] | Unread:
    """The papers that YAML text lists, each at the line of its title; () if it lists none. Mappings count as papers
    where they stand in a list and have a title; where none does, the whole text may describe one. Text that is no YAML
    is Unread if titles seem to stand in it, and () otherwise: a colon too many in the name of a page concerns nobody.
    """
    try:
        root = yaml.compose(text, Loader=_LOADER) if len(text) <= _LONGEST and _is_shallow(text) else None
    except yaml.MarkedYAMLError as error:
        return _unread(text, first_line + (error.problem_mark.line if error.problem_mark else 0), error.problem)
    except (yaml.YAMLError, ValueError, RecursionError):  # ValueError: an impossible character or date
        return _unread(text, first_line, None)
    if root is None:
        return _unread(text, first_line, "too long or too deep for a list of papers") if text.strip() else ()
    return tuple(_items(root, first_line)) or _whole(root, first_line)


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _unread(text: str, line: int, why: str | None) -> tuple[Item, ...] | Unread:
    if _TITLE_BELOW.search(text) is None:
        return ()
    return Unread(line, f"front matter that cannot be read as YAML{f' ({why})' if why else ''}: none of its papers is")


def _is_shallow(text: str) -> bool:
    """Whether the data is nested no deeper than any list of papers: the composer descends without looking where to."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return False
    return True


def _whole(root: yaml.Node, first_line: int) -> tuple[Item, ...]:
    """The one paper that data describes as a whole: an identifier of it stands beside its title, or an address that has
    one; any page may have a title and a PDF."""
    item = _item(root, first_line) if isinstance(root, yaml.MappingNode) else None
    links = item.bullet.links if item else ()
    own = any(link.label in _IDS | _ADDRESSES and ids_in_url(link.url) and links_to_paper(link.url) for link in links)
    return (item._replace(alone=True),) if item and own else ()


def _items(root: yaml.Node, first_line: int) -> Iterator[Item]:
    seen: set[int] = set()
    waiting = deque([(root, 0)])
    while waiting:
        node, depth = waiting.popleft()
        if id(node) in seen or depth > _DEEPEST:  # an alias, which would be read twice
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            for each in node.value:
                if isinstance(each, yaml.MappingNode) and (item := _item(each, first_line)):
                    yield item
                else:
                    waiting.append((each, depth + 1))
        elif isinstance(node, yaml.MappingNode):
            waiting.extend((value, depth + 1) for _, value in node.value)


def _item(node: yaml.MappingNode, first_line: int) -> Item | None:
    fields = {key.value.casefold().replace("-", "_"): value for key, value in node.value if isinstance(key.value, str)}
    titled = next((fields[name] for name in sorted(_TITLES, key=len, reverse=True) if _text(fields.get(name))), None)
    if titled is None or not ({"title", "paper_title", "papertitle"} & fields.keys() or _links(fields)):
        return None
    title = _text(titled)
    links = tuple(_links(fields))
    years = _YEARS - {"date"} if _PRESENTERS & fields.keys() else _YEARS
    venue, year = _first(fields, _VENUES), _first(fields, years)
    alias = _first(fields, _ALIASES)
    said = (Span(title),)
    bullet = Bullet(title, _tag(venue, year), (alias,) if alias else (), links, authors=_authors(fields))
    known = _TITLES | _VENUES | _YEARS | _AUTHORS | _ALIASES | _IDS
    notes = tuple(
        (Span(f"{name}: {text}"),)
        for name, value in fields.items()
        if name not in known and (text := _text(value)) and not _address(text) and not re.fullmatch(r"[\w-]*", text)
    )
    return Item(titled.start_mark.line + first_line, said, bullet, notes)


def _text(node: yaml.Node | None) -> str:
    return " ".join(node.value.split()) if isinstance(node, yaml.ScalarNode) else ""


def _texts(node: yaml.Node) -> Iterator[str]:
    if isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _texts(each)
    elif text := _text(node):
        yield text


def _first(fields: dict[str, yaml.Node], names: frozenset[str]) -> str:
    return next((text for name, value in fields.items() if name in names and (text := _text(value))), "")


def _authors(fields: dict[str, yaml.Node]) -> tuple[str, ...]:
    for name, value in fields.items():
        if name in _AUTHORS:
            texts = tuple(_texts(value))
            return texts if len(texts) > 1 else names_in(texts[0], fewest=1) if texts else ()
    return ()


def _links(fields: dict[str, yaml.Node]) -> Iterator[Link]:
    for name, value in fields.items():
        for text in _texts(value):
            if name in _IDS and (url := _url_of(name, text)):
                yield Link(label=name, url=url)
            elif _address(text):
                yield Link(label=name.removesuffix("_url").replace("_", " "), url=text)


def _url_of(name: str, text: str) -> str | None:
    """The page of an identifier that stands bare under its kind."""
    if _address(text):
        return text
    if name == "openreview":
        return f"https://openreview.net/forum?id={text}"
    if name == "acl":
        return f"https://aclanthology.org/{text}"
    paper = parse_id(f"CorpusId:{text}" if name.startswith("corpus") and text.isdigit() else text)
    return url_of(paper) if paper else None


def _address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and not any(letter.isspace() for letter in text)


def _tag(venue: str, year: str) -> Tag | None:
    said = " ".join(filter(None, (venue, "" if year in venue else year)))
    return parse_tag(said, longest=12) if said else None
