"""PURE: which brackets of a bullet are a tag: a venue, a year, or both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.reading.labels import is_label
from pipeline.reading.marks import without_marks
from pipeline.reading.months import MONTH_NAMES

_QUOTES = "'’‘`´′ʼ＇"
_YEAR = re.compile(
    rf"(?<![\d.])(?:(?P<full>(?:19|20)\d\d)(?!\d|\.\d{{3}})|[{_QUOTES}]\s?(?P<short>\d\d)(?!\d)"
    rf"|(?:(?<=[A-Za-z])|(?<=[A-Za-z] ))(?P<behind>\d\d)[{_QUOTES}](?!\w))"
)
"""`2023`, `'23`, and `23'` behind a word"""
_SOCIETIES = frozenset({"ACM", "IEEE"})
_DISTINCTION = frozenset("oral spotlight poster highlight".split())
_GLUED_YEAR = re.compile(r"([a-z]+)-?(\d\d)", re.IGNORECASE)
_YEAR_APART = re.compile(
    r"(?!(?:J|T|P?VL|NIPS|IJCV|PAMI|PMLR|PNAS|PACM)[A-Z]*\b)(?P<venue>[A-Z][A-Za-z]+) (?P<short>[012]\d)"
)
"""`OSDI 16`, but not the volume of a journal or of proceedings, `TPAMI 16`"""
_FIRST_OF_LAST_CENTURY = 40
_COUNTED = range(_FIRST_OF_LAST_CENTURY, 70)
"""Such digits behind a venue count its conferences (`MICRO-52`): few had any so long ago, and none that is to come."""
_NUMBER = re.compile(r"(?:\s+preprint\s+arxiv)?[\s:]*\d[\d.v]*$", re.IGNORECASE)
_DATE_REST = re.compile(r"^[a-f]\b|^[-./]\d{1,2}(?:[-./]\d{1,2})?\b(?:\s*(?:-|–|—|~|to|至|到)\s*\d[\d./-]*)?")
"""`-06-24`, `-06-24 to 2024-06-30`, and the letter that tells papers of one year apart: `2019a`"""
_BRACKETS = r"(?:\[\s*(?P<square>[^\[\]]{1,60}?)\s*\]|[(（【]\s*(?P<round>[^()（）【】\[\]]{1,60}?)\s*[)）】])"
_SIGNS_FIRST = re.compile(r"^[\W_]+")
_MONTH_FIRST = re.compile(r"(?:^|(?<=[\s,.(]))(?:0?[1-9]|1[0-2])[-/]$")
"""`01-` before a year: its month, which is no part of a venue"""
_SHORT_DATE = re.compile(r"(?P<short>\d\d)[./-](?:0[1-9]|1[0-2])")
_MONTH = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th|er|[.º])?\s+(?:de\s+)?)?"
    rf"{MONTH_NAMES}\.?(?:\s+(?:\d{{1,2}}|del?))?",
    re.IGNORECASE,
)
_DAY_IN_TAG = re.compile(
    rf"(?<![\s,])[\s,]+(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{MONTH_NAMES}\.?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?"
    r"(?=,?\s*(?:(?:19|20)\d\d|$))",
    re.IGNORECASE,
)
"""`, 5 Sep` behind a venue and before its year: the day is no part of the venue."""
_ACRONYM_AND_YEAR = re.compile(r"(?P<venue>[A-Z]{4,}) (?P<short>[012]\d)")
_SERVERS = r"(?:arxiv|(?:bio|chem|med|psyar|tech)r?xiv)"
_SERVER = re.compile(rf"{_SERVERS}(?=[\s,])", re.IGNORECASE)
_SERVER_AND_NAME = re.compile(
    rf"(?P<venue>{_SERVERS})(?:\s+preprint)?[,:]?\s+(?=\w*(?-i:[A-Z0-9]))[a-z][\w+-]*",
    re.IGNORECASE,
)
"""`bioRxiv scTranslator`: a word that is a name behind a place for preprints"""
_JOURNAL_WORDS = r"(?: (?:on|of|in|and|for|the|&|[A-Z][\w-]*,?)){0,9}"
_JOURNAL = re.compile(
    r"(?:(?:IEEE|ACM)(?:/(?:IEEE|ACM))? (?:[A-Z]\w+ ){0,3}(?:Transactions|Journal|Letters|Magazine|Access|Micro)"
    rf"|(?:Transactions|Journal|Annals|Proceedings) (?:on|of)(?: the)?(?= )){_JOURNAL_WORDS}"
)
_ARXIV_MONTH = re.compile(r"arxiv\W{0,2}(?P<short>\d\d)(?P<month>0[1-9]|1[0-2])", re.IGNORECASE)
_DATED = re.compile(
    r"\s*(?P<date>(?:19|20)\d\d(?:[-./]\d{1,2}){0,2}|[A-Z][A-Za-z]+(?:\s\d{1,2},)?\s*(?:19|20)\d\d)(?:\s*[|｜]|\s+[-–—]|\s*[:：])\s+"
)
_RUN_ON = re.compile(
    r"\s*(?P<date>(?:19|20)\d\d[-\s][A-Z][A-Za-z]+|[A-Z][A-Za-z]+[-\s]?(?:19|20)\d\d)(?:-|,\s)\s*(?=\S)"
)
_SHORT_RUN_ON = re.compile(r"\s*(?P<date>(?P<short>\d\d)-(?P<venue>[A-Z][A-Za-z]*[A-Z][A-Za-z]*))-\s*(?=\S)")
"""`20-OSDI-Title`"""
_OPENING_VENUE = re.compile(
    r"\s*(?:(?P<date>[A-Z]\w+?(?:\s?['’]?\d\d|\s(?:19|20)\d\d))(?:\s*\((?:[Oo]ral|[Ss]potlight|[Pp]oster|[Hh]ighlight)\)\s*[-–—|:]?"
    r"|\s+[-–—|])\s*|(?P<reversed>(?:19|20)\d\d,?\s[A-Z]\w*[A-Z]+)(?:,\s*|\s+))(?=\S)"
)
"""`ICML24 - Title`, `ICML 2024 (Oral) Title`, `2024, ICML, Title`"""
_LEADING = re.compile(rf"\s*{_BRACKETS}\s*[:|–-]*\s*")
_BEFORE_TAG = re.compile(r"\s*[\[【]\s*(?P<said>[^\[\]【】]{1,60}?)\s*[\]】]\s*(?=[\[【(（])")
_TRAILING = re.compile(rf"\s*{_BRACKETS}[\s.,;:]*$")
_TRAILING_BARE = re.compile(
    rf"(?:(?:(?:[,.;|]|(?<=[?!]))\s+|,)(?:(?:in|at)\s+)?|\s+@\s*)"
    rf"(?P<bare>[A-Za-z][\w&/. -]{{1,40}}?\s*(?:(?:19|20)\d\d|[{_QUOTES}]\s?\d\d))[\s.,;]*$"
)
_TRAILING_DASHES = re.compile(
    r"\s[-–—]\s+(?P<bare>(?P<venue>[A-Za-z][\w&./-]*(?: [A-Z][\w&./-]*){0,3})\s+[-–—]\s*(?P<year>(?:19|20)\d\d))"
    r"[\s.,;]*$"
)
"""`Title - ACCV - 2018`"""
_ACRONYM = re.compile(r"(?:[A-Z]-)?[A-Z]{3,}")
_TRAILING_ACRONYM = re.compile(
    r"(?<=[^\W\d_][^\W\d_)])(?:\.|,(?=\s[A-Z]{3,},?\s))\s+"
    r"(?P<bare>[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:[-/][A-Z][A-Za-z]*)*,? (?:19|20)\d\d)[\s.,;]*$"
)
"""One word written as an acronym, with its year behind it; behind a comma, one in capitals"""
_SMALL = r"(?:of|on|in|and|for|the|to|&)"
_TRAILING_IN = re.compile(
    r"(?:[,.;|]|(?<=[?!]))\s+(?:under review )?(?:[Ii]n|at)\s+"
    rf"(?P<bare>[A-Z][\w&/.-]*(?:(?:\s+{_SMALL}){{0,3}}\s+[A-Z][\w&/.-]*){{0,13}}\s*,?\s*(?:19|20)\d\d)[\s.,;]*$"
)
"""`, in Annals of Clay and Glass 2022`: a preposition behind the title tells a venue that nobody knows, unless another
stands before its year (`, at Scale in 2022`)."""

_YEAR_CLOSED = re.compile(r"(?<=[^\W\d_]|[)?!]),\s*(?P<full>(?:19|20)\d\d)\.$")

_LEADS_ON = re.compile(r"\bproc(?:eedings|\.)? of(?: the)?\s*$", re.IGNORECASE)
"""`Proceedings of the 2014 ACM SIGMOD …`: the name of the venue goes on behind the year."""
_PAGES_BEHIND = re.compile(
    r"(?:\.\s+[A-Z][\w&]*(?: [A-Z]\w*)?)?[\s,.(]*(?:\b(?:pp?\.|pages?)\s*|(?<=[\s,]))\d+\s*[-–—]+\s*\d.*$"
)
"""`, pages 147-156, 2014`, `. ACM, 147–156`"""
_LONGEST_VENUE = 6
"""A bracket of more words than this is a remark, even if it names a year."""
_LONGEST_WRITTEN_OUT = 14
_LONGEST_KNOWN = 200
"""Characters, and far more than short names of venues take: long lines are asked about comma by comma."""

_KNOWN = frozenset(
    "aaai acl aistats alt apsys arxiv asplos atc bigdata biorxiv blog bmvc ccgrid ccs cgo chemrxiv chi cidr cikm "
    "cloud cluster coling colm colt conext conll corl corr cscw cvpr dac date dsn eacl ecai eccv ecir ecml emnlp "
    "eurosp eurosys fast fccm findings focs fse globecom hotcarbon hotcloud hotinfra hotmobile hotnets hotos hotsec "
    "hotstorage hpca hpdc icassp iccad iccd iccv icdcs icde icdm iclr icml icnp icpp icra ics icse ijcai ijcv imc "
    "infocom interspeech iotdi ipdps iros isca ismm ispass issre issta iswc jmlr kdd lisa medrxiv miccai micro "
    "middleware milcom mlsys mm mobicom mobihoc mobisys naacl nature ndss neurips nips nsdi oopsla osdi pacmi pact "
    "pami percom pkdd pldi pmlr pnas podc pods popets popl ppopp preprint pvldb recsys rss rtas sc science sec sensys "
    "sigcomm siggraph sigir sigkdd sigmetrics sigmod socc sosp soups sp spaa stoc tacas tacl tc tdsc techreport "
    "techrxiv tifs tist tkde tmc tmlr tnnls toc tocs tog tois tos tpami tpds tse uai ubicomp uist usenix vldb wacv "
    "wisec wmt workshop workshops wowmom wsdm www".split()
)
"""Venues known by their short names. Needed only where no year or no bracket says that the words are a venue."""


class Tag(NamedTuple):
    """`text` is the bracket's content as listed; `venue` and `year` are what it says, None where it says nothing."""

    text: str
    venue: str | None
    year: int | None


class Tagged(NamedTuple):
    """A text without the tag that stood at its end or beginning. `before` is what each bracket before the tag says."""

    tag: Tag
    rest: str
    before: tuple[str, ...] = ()


def parse_tag(content: str, longest: int = _LONGEST_VENUE) -> Tag | None:
    """The tag that a bracket's content is, or None: it must name a year or be a well-known venue, and be short, that is
    of no more than `longest` words."""
    text = " ".join(content.split())
    match = _SHORT_DATE.fullmatch(text)
    if match:
        return Tag(text, None, 2000 + int(match["short"]))
    match = _YEAR.search(text)
    if match is None:
        return _without_year(text)
    before, after = _MONTH_FIRST.sub("", text[: match.start()]), _DATE_REST.sub("", text[match.end() :])
    if _LEADS_ON.search(before) and after[:1] == " ":
        before, longest = _around_year(before, after), max(longest, _LONGEST_WRITTEN_OUT)
    venue = before.strip(f" ,:;-/@({_QUOTES}") or _SIGNS_FIRST.sub("", after).rstrip(" ,:;-/@()")
    venue = _server_alone(_DAY_IN_TAG.sub("", venue))
    if len(venue.split()) > longest:
        return None
    says = any(letter.isalpha() for letter in venue) and not _MONTH.fullmatch(venue)
    return Tag(text, venue if says else None, _year(match))


def _server_alone(venue: str) -> str:
    """The place for preprints that a venue begins with, where other words than a venue stand behind it: they say
    something else of the paper (`bioRxiv survey`, `arXiv, 12 citations`)."""
    server = _SERVER.match(venue)
    behind = re.findall(r"[^\W_]+", venue[server.end() :]) if server else []
    return server[0] if server and behind and not any(map(is_known_venue, behind)) else venue


def _around_year(before: str, after: str) -> str:
    """The venue whose name the year stands in, without the pages and the year behind it."""
    return _YEAR.sub("", before + _PAGES_BEHIND.sub("", after).lstrip()).rstrip(" ,.(")


def in_month_of(tag: Tag, ids: Iterable[str]) -> Tag:
    """The tag of a paper with these identifiers. `arXiv 2002` is its month on arXiv where its number there begins so,
    and else a year, as it reads."""
    month = _ARXIV_MONTH.fullmatch(tag.text)
    if month is None or not any(each.startswith(f"arxiv:{month['short']}{month['month']}.") for each in ids):
        return tag
    return tag._replace(year=2000 + int(month["short"]))


def dated(text: str) -> Tagged | None:
    """The date, or the venue and year, that open a text with a stroke behind them (`2023-05 | Title`)."""
    if (run_on := _RUN_ON.match(text)) and (tag := linked_tag(run_on["date"])):
        return Tagged(tag, text[run_on.end() :])
    if (run_on := _SHORT_RUN_ON.match(text)) and is_known_venue(run_on["venue"]):
        return Tagged(Tag(run_on["date"], run_on["venue"], _year(run_on)), text[run_on.end() :])
    if (opening := _OPENING_VENUE.match(text)) and (tag := linked_tag(opening["date"] or opening["reversed"])):
        return Tagged(tag, text[opening.end() :])
    match = _DATED.match(text)
    if match is None or (match["date"].isdigit() and match[0].rstrip().endswith((":", "："))):
        return None
    tag = linked_tag(match["date"]) or parse_tag(match["date"])
    if tag and tag.venue is not None and not is_known_venue(tag.text):
        return None
    return Tagged(tag, text[match.end() :]) if tag else None


def linked_tag(label: str) -> Tag | None:
    """The tag that a link's text is (`[NSDI 2023](…)`). The venue must be known, for a title may end in a year too."""
    return parse_tag(label) if is_known_venue(_DAY_IN_TAG.sub("", label)) else None


def venue_alone(text: str) -> Tagged | None:
    """The well-known venue without a year behind the last comma of a text, if it is written as an acronym (`, ICML`,
    `, arXiv`): `Nature` and `Science` may end a title. Or a year there that a full stop closes (`Title, 2021.`)."""
    if closed := _YEAR_CLOSED.search(text):
        return Tagged(Tag(closed["full"], None, int(closed["full"])), text[: closed.start()])
    rest, comma, venue = text.rpartition(",")
    venue = venue.strip(" .")
    acronym = sum(map(str.isupper, venue)) > 1 or venue.casefold() == "arxiv"
    tag = parse_tag(venue) if comma and acronym and is_known_venue(venue) else None
    return Tagged(tag, rest) if tag and rest else None


def leading_tag(text: str) -> Tagged | None:
    """The tag in the brackets that open a text."""
    return _tagged(text, _LEADING.match(text))


def together(tag: Tag, other: Tag) -> Tag | None:
    """A venue and a year, or a day, that stand apart, as one; None where one of the two is told twice."""
    for place, day in ((tag, other), (other, tag)):
        if place.venue and place.year is None and day.venue is None:
            return Tag(f"{place.text} {day.text}", place.venue, day.year)
    return None


def later_tag(text: str) -> Tagged | None:
    """The tag in a later one of the brackets that open a text, where those before it, in square ones, are none."""
    said: tuple[str, ...] = ()
    while before := _BEFORE_TAG.match(text):
        said, text = (*said, before["said"]), text[before.end() :]
        if tagged := leading_tag(text):
            return tagged._replace(before=said)
    return None


def trailing_tag(text: str) -> Tagged | None:
    """The tag that closes a text: `(OSDI '22)`, `[OSDI '22]`, a well-known venue behind a comma, `, NSDI 2024`, or any
    behind a comma and `in`, or a well-known one between dashes, ` - CVPR - 2018`."""
    found = _tagged(text, _TRAILING.search(text))
    if found is None and (dashed := _between_dashes(text)) and is_known_venue(dashed.tag.text):
        return dashed
    if (
        found is None
        and (bare := _TRAILING_BARE.search(text))
        and (is_known_venue(bare["bare"]) or _MONTH.fullmatch(bare["bare"][:-4].strip(" ,")))
    ):
        return _tagged(text, bare)
    return found or _tagged(text, _TRAILING_IN.search(text), longest=_LONGEST_WRITTEN_OUT)


def trailing_acronym(text: str) -> Tagged | None:
    """The venue that closes a text as a sentence of its own, behind a comma or between dashes, though nobody knows it
    (`. TIDE 2019`, `, TIDE, 2019`, ` - TIDE - 2019`)."""
    dashed = _between_dashes(text)
    if dashed and _ACRONYM.fullmatch(dashed.tag.venue or "") and not is_label(dashed.tag.venue or ""):
        return dashed
    return _tagged(text, _TRAILING_ACRONYM.search(text))


def _between_dashes(text: str) -> Tagged | None:
    found = _TRAILING_DASHES.search(text)
    return found and Tagged(Tag(found["bare"], found["venue"], int(found["year"])), text[: found.start()])


def _tagged(text: str, match: re.Match[str] | None, longest: int = _LONGEST_VENUE) -> Tagged | None:
    if match is None or match.lastgroup is None:
        return None
    said = without_marks(match[match.lastgroup])
    if (tag := parse_tag(said, longest) or _by_form(" ".join(said.split()))) is None:
        return None
    return Tagged(tag, text[: match.start()] + text[match.end() :])


def _by_form(text: str) -> Tag | None:
    """The venue that nobody knows in brackets, if its form tells it: an acronym before the year in two digits, a place
    for preprints before a name, or the name of a journal written out."""
    if found := _ACRONYM_AND_YEAR.fullmatch(text):
        return Tag(text, found["venue"], 2000 + int(found["short"]))
    if (named := _SERVER_AND_NAME.fullmatch(text)) and not is_label(text):
        return Tag(text, named["venue"], None)
    return Tag(text, text, None) if _JOURNAL.fullmatch(text) else None


def _year(match: re.Match[str]) -> int:
    said = match.groupdict()
    if said.get("full"):
        return int(said["full"])
    return _in_century(said["short"] or said["behind"])


def _in_century(digits: str) -> int:
    """The year that two digits are, of this century or the last."""
    short = int(digits)
    return 2000 + short if short < _FIRST_OF_LAST_CENTURY else 1900 + short


def _without_year(text: str) -> Tag | None:
    if not is_known_venue(text):
        return None
    glued = _GLUED_YEAR.fullmatch(text)
    if (apart := _YEAR_APART.fullmatch(text)) and names_conference(apart["venue"]):
        return Tag(text, apart["venue"], 2000 + int(apart["short"]))
    if glued is None:
        return Tag(text, _NUMBER.sub("", text), None)
    counted = int(glued[2]) in _COUNTED
    return Tag(text, glued[1], None if counted else _in_century(glued[2]))


def is_known_venue(text: str) -> bool:
    """Whether each word of a text is a well-known venue, a year or a number (`USENIX ATC`, `VLDB 14`, `OSDI22`), or the
    acronym of one behind its society (`IEEE TNN`), or of the workshops at one (`ECCVW`)."""
    if len(text) > _LONGEST_KNOWN:
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", text) if word.casefold() not in _DISTINCTION]
    known = (
        word.casefold() in _KNOWN or _is_workshop(word) or (word.isupper() and words[0] in _SOCIETIES) for word in words
    )
    return bool(words) and all(known) and words != [*_SOCIETIES.intersection(words)]


def _is_workshop(word: str) -> bool:
    """Whether a word is the acronym of the workshops at a well-known conference: `ECCVW`."""
    return word.isupper() and word.endswith("W") and word[:-1].casefold() in _KNOWN - _POSTED


def names_conference(text: str) -> bool:
    """Whether a text names a conference or a contest: by the acronym of a well-known venue, in its own letters, that
    is no place for preprints, or by a word for such gatherings."""
    words = re.findall(r"[^\W\d_]+", text)
    acronyms = any(sum(map(str.isupper, word)) > 1 and word.casefold() in _KNOWN - _POSTED for word in words)
    return acronyms or any(word.casefold() in _GATHERINGS for word in words)


_GATHERINGS = frozenset(
    "challenge competition conference congress contest hackathon proc proceedings summit symposium workshop "
    "workshops".split()
)
_POSTED = frozenset("arxiv biorxiv blog chemrxiv corr date medrxiv mm preprint sec techreport techrxiv".split())
"""Where papers stand before a conference has them; and acronyms that are more often other words."""
