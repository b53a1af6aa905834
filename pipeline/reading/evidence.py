"""PURE: what speaks for an item being a paper, and what against it. The item alone is looked at, not its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from pipeline.models import Link
from pipeline.reading.addresses import Place, is_note, place_of
from pipeline.reading.items import Heading, Item, is_only_links, links_to_paper, offers_paper, offers_paper_below
from pipeline.reading.labels import is_field, is_label
from pipeline.reading.marks import without_marks
from pipeline.reading.tags import Tag, is_known_venue
from pipeline.reading.taken_apart import Bullet
from pipeline.reading.titles import is_remark, looks_like_title

LONGEST_TITLE = 300
"""Characters. Of 170,000 real titles one is longer; a longer bullet is prose."""
_NO_PAPERS = re.compile(
    r"\W*(?:(?:(?:other|related|useful|more|additional|awesome|external|open[ -]source)\s+)*"
    r"(?:resources?|lists?|projects?|repo\w*|links?|awesome(?:[ -]\w+)*|reading lists?|websites?|communities|groups?)|"
    r"(?:table of )?contents?|toc|contribut\w+|how to contribute|licen[cs]e|acknowledge?ments?|citations?|citing|"
    r"star[ -]?history|(?:(?:recent|latest|update|change|release)\s*)*(?:updates?|news|logs?|notes|history)|"
    r"what'?s new|todos?|to-do|roadmap|faqs?|feedback|contacts?|maintainers?|authors?|researchers?|"
    r"sponsors?|support|usage|installation|getting started|about|overview|introduction|disclaimer|"
    r"topics?(?: covered)?|categories|keywords|tags|legend|"
    r"blogs?(?: posts?)?|videos?|podcasts?|newsletters?|courses?|tutorials?(?: and courses)?|books?|talks?|slides|"
    r"目录|贡献|许可证|致谢|引用|更新日志|联系我们)\W*",
    re.IGNORECASE,
)
"""Sections in which a line without a paper link is something else."""
_SOFTWARE = r"(?:tools?|toolkits?|softwares?|frameworks?|library|libraries|packages?|platforms?|simulators?|datasets?)"
_OF_SOFTWARE = re.compile(
    r"\W*(?:(?:open[ -]source|useful|popular|awesome|related|other|public)\s+)*"
    rf"{_SOFTWARE}(?:(?:\s*[,/&]\s*|\s+and\s+){_SOFTWARE})*\W*",
    re.IGNORECASE,
)
"""Sections in which a name that leads to a page is that of software or data."""
_LONGEST_NAME = 3
"""Words: what is longer may be the title of a paper on it."""
_NEWS = re.compile(
    r"\W*(?:(?:recent|latest|update|change|release)\s*)*(?:updates?|news|logs?|history|announcements?)\W*"
    r"|\W*what'?s new\W*",
    re.IGNORECASE,
)
"""Sections whose lines tell of the list itself, and link to papers in passing."""
_OF_PAPERS = re.compile(
    r"\W*(?:(?:my|the|all|list of|index of|notes (?:on|of|for)|summar\w+ of|reviews? of|read|reading)\s+)*"
    r"(?:papers?|publications?|articles?)"
    r"(?:\s+(?:lists?|index|notes?|summar\w+|reviews?|readings?|(?:that |which )?(?:i|we)(?: have|['’]ve)? read|read"
    r"|to read|\(?(?:19|20)\d\d\)?))*\W*|\W*论文(?:列表|笔记|阅读)*\W*",
    re.IGNORECASE,
)
"""Sections of which each line is a paper, whatever it leads to."""
_NO_VENUE = re.compile(
    r"blogs?|talks?|videos?|podcasts?|tutorials?|courses?|slides|github|code|tools?|news|twitter|website|web",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"(?:null|none|n/?a|tb[ad]|todo|coming soon|placeholder|title|待补充|暂无|无)\.*", re.IGNORECASE)
_OF_THE_LIST = re.compile(
    r"(?:star[ -]?history|licen[cs]e|contacts?|maintainers?|maintained by|last updated?(?: on)?)"
    r"(?:\s*[:：]\s*\S*(?: \S+){0,2})?",
    re.IGNORECASE,
)
"""What a page says of itself: a name of such a part, alone or with a word or two behind a colon."""
_TO_THE_READER = re.compile(
    r"(?:If you (?:use|find|like|want|have)|[Pp]lease (?:contact|cite|star|open|submit|feel)"
    r"|(?:Contact|Email) (?:me|us)|Feel free to|We (?:also|will|would|welcome|recommend|encourage|maintain|list|include"
    r"|hope|thank)|This (?:list|repo|repository|page|section|collection)|Contributions? (?:are|is)"
    r"|Pull requests? (?:are|is)|PRs (?:are )?welcome|Thanks to (?:all|everyone|our|the)|Thank you"
    r"|(?:Contributed|Maintained|Curated|Collected|Compiled) by)\b"
)
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.):]?\s+")
_ORDINAL = r"\d+(?:st|nd|rd|th)|first|second|third|[^\W\d]+th|annual|international"
_EVENT = re.compile(
    rf"(?:the )?(?:(?:{_ORDINAL}) ){{0,3}}(?:workshop|tutorial) (?:on|for) .+?"
    r"(?: at | @ ?|, | \()(?P<venue>[^,()]+?)\)?",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"\S+(?: \S+){3,}?[a-z)][.!?] [A-Z]\S*(?: \S+){3,}[.!?]")
"""Two sentences or more, each of several words, and the last one closed; a title may have a full stop within."""
_TEMPLATE = re.compile(r"\{\{|\{%")
HERE = "links only to other places of the list"
"""The reason for a line of a table of contents."""
_WHY: dict[Place, str] = {
    "code": "links only to code, data or a model: no paper",
    "media": "links only to a blog, a video or the like: no paper",
    "here": HERE,
}


class Evidence(NamedTuple):
    """`says` is "paper" or "other" where the item shows it, "page" where it links to a page that may be anything,
    "note" where it is a title that leads to notes, in a section or a table of papers, "bare" where it has neither link
    nor venue, and "none" where it names nothing at all, as in a table of contents. `reason` says why it is no paper."""

    says: Literal["paper", "other", "page", "note", "bare", "none"]
    reason: str = ""


_PAPER, _BARE = Evidence("paper"), Evidence("bare", "has neither a link nor a venue, unlike the papers of this list")


def weigh(path: Sequence[Heading], item: Item) -> Evidence:
    """What an item shows of itself."""
    if reason := _no_title(item) or _other_thing(item.bullet):
        return Evidence("none", reason)
    if path and _NEWS.fullmatch(_section(path)) and not links_to_paper(item.bullet.linked or ""):
        return Evidence("none", f"stands under “{path[-1].text}”, and its title leads to no paper")
    if _shows(item):
        return _PAPER
    reason = _nowhere(path, item.bullet) or _in_sentences(item.bullet, _links(item))
    shown = Evidence("none", reason) if reason else _by_places(item.bullet, _links(item))
    if shown.says == "page" and _names_software(path, item.bullet):
        return Evidence("none", f"a name under “{path[-1].text}” that links to no paper")
    return Evidence("note", shown.reason) if shown.says != "paper" and _leads_to_notes(path, item) else shown


def _section(path: Sequence[Heading]) -> str:
    """What the innermost heading says, without marks and the number before it (`3. Related Projects`)."""
    text = without_marks(path[-1].text)
    number = _NUMBERED.match(text)
    return text[number.end() :] if number else text


def _names_software(path: Sequence[Heading], bullet: Bullet) -> bool:
    """Whether a name of a word or three stands where software or data is listed."""
    listed = path and _OF_SOFTWARE.fullmatch(_section(path))
    return bool(listed) and len(bullet.title.split()) <= _LONGEST_NAME


def _leads_to_notes(path: Sequence[Heading], item: Item) -> bool:
    """Whether an item is a title that leads to notes on it, and stands where papers are; or a row of a table of papers
    that says when one appeared, or who wrote it, or any title with its year, but for one in a section of other things,
    and each link of it leads to notes."""
    bullet = item.bullet
    titled = len(bullet.title.split()) > _LONGEST_NAME and not (path and _NO_PAPERS.fullmatch(_section(path)))
    dated = titled and bullet.tag is not None and bullet.tag.year is not None
    if bullet.linked is None and (dated or (item.declared and (bullet.tag or bullet.authors))):
        return bool(bullet.links) and all(is_note(link.url) for link in bullet.links)
    listed = item.declared or (path and _OF_PAPERS.fullmatch(_section(path)))
    return bool(listed) and is_note(bullet.linked or "") and looks_like_title(bullet.title)


def _shows(item: Item) -> bool:
    """Whether a venue, or a link to a paper or one that says so, speaks for the item."""
    bullet = item.bullet
    if _names_venue(bullet.tag) or any(links_to_paper(link.url) for link in bullet.links) or offers_paper_below(item):
        return True
    return offers_paper(bullet) and not (bullet.linked and place_of(bullet.linked) == "here")


def _nowhere(path: Sequence[Heading], bullet: Bullet) -> str:
    """Why an item names nothing: it leads to another place of the list, or stands where no papers are."""
    if bullet.links and _leads_here(bullet):
        return HERE
    if is_of_no_papers(path):
        return f"stands under “{path[-1].text}” and links to no paper"
    return ""


def is_of_no_papers(path: Sequence[Heading]) -> bool:
    """Whether a section is one of the list itself, or of other things."""
    return bool(path) and _NO_PAPERS.fullmatch(_section(path)) is not None


def _in_sentences(bullet: Bullet, links: Sequence[Link]) -> str:
    """Why a line without a tag and without a link names nothing: it is prose."""
    bare = bullet.tag is None and not links
    told = bare and _SENTENCES.fullmatch(bullet.title)
    return "prose of several sentences without a link, no title" if told else ""


def _leads_here(bullet: Bullet) -> bool:
    return all(place_of(link.url) == "here" for link in bullet.links)


def _by_places(bullet: Bullet, links: Sequence[Link]) -> Evidence:
    """What the places tell that the links lead to, none of them a paper."""
    places = {place_of(link.url) for link in links}
    if bullet.linked and (place := place_of(bullet.linked)) in _WHY:
        return Evidence("other", _WHY[place])
    if bullet.tag is not None and "page" in places:
        return _PAPER
    if "page" in places:
        return Evidence(
            "page", "links to a page that is no known place of papers, and stands beside others that are none"
        )
    labelled = all(is_label(link.label) for link in links)
    if places and (not labelled or (bullet.tag is not None and "code" not in places)):
        return Evidence("other", _WHY["media" if "media" in places else "code" if "code" in places else "here"])
    if bullet.tag is not None:
        return _PAPER
    return Evidence("bare", _WHY["media" if "media" in places else "code"]) if places - {"here"} else _BARE


def _no_title(item: Item) -> str:
    title = item.bullet.title
    if is_anchor(item.bullet):
        return HERE
    if not title or (is_only_links(item) and not item.items):
        only_links = HERE if _leads_here(item.bullet) else "no title, only links"
        return only_links if item.bullet.links else "no title"
    if is_known_venue(title) and any(map(str.isdigit, title)):
        return "a venue, no title"
    if is_field(title) or _NOTHING.fullmatch(title) or (is_remark(title) and _says_nothing_more(item)):
        return "a field without a link, no title"
    if len(title) > LONGEST_TITLE:
        return f"too long for a title ({len(title)} characters)"
    return "a template's placeholder, no title" if _TEMPLATE.search(title) else ""


def _says_nothing_more(item: Item) -> bool:
    """Whether a line has no link, no venue and no author, nor links below it, and is no row of a table of papers."""
    bullet = item.bullet
    return not (item.declared or bullet.tag or bullet.authors or _links(item))


def _other_thing(bullet: Bullet) -> str:
    """What a line speaks of, if that is the list itself or an event. A title may begin so too: a link to the paper, or
    its venue, tells it."""
    paper = bullet.tag is not None or any(links_to_paper(link.url) for link in bullet.links)
    addressed = speaks_to_reader(bullet.title) and not (paper and looks_like_title(bullet.title))
    if bullet.linked is None and (addressed or (_OF_THE_LIST.fullmatch(bullet.title) and not paper)):
        return "tells of the list itself, no title"
    event = _EVENT.fullmatch(bullet.title)
    return "an event, no title" if event and is_known_venue(event["venue"]) and not paper else ""


def speaks_to_reader(text: str) -> bool:
    """Whether a text begins as one does that tells readers of the list."""
    return _TO_THE_READER.match(text) is not None


def _names_venue(tag: Tag | None) -> bool:
    return tag is not None and tag.venue is not None and _NO_VENUE.fullmatch(tag.venue.strip()) is None


def is_anchor(bullet: Bullet) -> bool:
    """Whether the title leads to a place of the same page: a table of contents, whatever venue it repeats."""
    return (
        bool(bullet.linked)
        and (bullet.linked or "").startswith("#")
        and not any(links_to_paper(link.url) for link in bullet.links)
    )


def _links(item: Item) -> list[Link]:
    below = [link for each in item.items if is_only_links(each) for link in each.bullet.links]
    return [*item.bullet.links, *below]


def shows_paper(item: Item) -> bool:
    """Whether an item shows by itself, by a tag or by a link to a paper, that it lists one; a label names no paper."""
    return (
        not is_label(item.bullet.title)
        and not is_only_links(item)
        and bool(item.bullet.title)
        and not is_anchor(item.bullet)
        and (item.bullet.tag is not None or any(links_to_paper(link.url) for link in item.bullet.links))
    )
