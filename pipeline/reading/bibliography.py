"""PURE: references as bibliographies have them: the authors first, surname before initials, and the title behind.

Vaswani A, Shazeer N, et al. Title. Venue. 2017;30:5998-6008.      PubMed, Vancouver
He, K., Zhang, X.: Title. In: CVPR (2016)                          Springer
LeCun, Y., Bengio, Y. & Hinton, G. Title. Nature 521, 436 (2015)   Nature
Kingma, D. P., & Ba, J. (2015). Title. Journal, 9(8), 17–80.       APA
Kingma, D.P. and Ba, J., 2015. Title. Journal, 9(8), pp.17–80.     Harvard
K. Odell, D.M. Fen, Title, Geophysics 39 (1974) 834–842.         Elsevier
[Sho19] M. Shoeybi, M. Patwary. Title. CoRR, 2019                  alphabetic keys
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.reading.months import MONTH_NAMES
from pipeline.reading.names import names_in
from pipeline.reading.tags import Tag, parse_tag

_PARTICLE = r"(?:van|von|de[rln]?|di|da|del|la|le|el|al)"
_SURNAME = rf"(?:{_PARTICLE} )*[A-Z][^\W\d_]*(?:[’'-][^\W\d_]+)*(?: [A-Z][^\W\d_]{{2,}}(?:-[^\W\d_]+)?)?"
_BARE_INITIALS = r"[A-Z](?:-?[A-Z]){0,2}"
_INVERTED = rf"{_SURNAME}, [A-Z]\.(?:[ -]?[A-Z]\.){{0,2}}"
_OTHERS = r",? et al\.?"
_PLAIN = rf"{_SURNAME} {_BARE_INITIALS}"
_VANCOUVER = re.compile(rf"(?P<names>{_PLAIN}(?:, {_PLAIN})*(?:{_OTHERS})?)(?:\.|(?<=al\.)) (?![A-Z]\. )(?=[\w\"“])")
_INITIALS_BEHIND = re.compile(rf" ({_BARE_INITIALS})(?=,|$|{_OTHERS})")
_ROMAN = re.compile(r".* (?:I{2,3}|IV|VI{1,3}|IX|XI{1,3})|.* .* I")
"""Letters that count what stands before them; `I` may be an initial behind one surname."""
_SPRINGER = re.compile(rf"(?P<names>{_INVERTED}(?:(?:,|,? and|,? &) {_INVERTED})*(?:{_OTHERS})?):\s+(?=\S)")
_NATURE = re.compile(rf"(?P<names>{_INVERTED}(?:, {_INVERTED})*(?:,? (?:&|and) {_INVERTED}|{_OTHERS}))\s+(?=[\w\"“])")
_APA = re.compile(
    rf"(?P<names>{_INVERTED}(?:, {_INVERTED})*(?:,? (?:&|and) {_INVERTED}|{_OTHERS})?)"
    r" \((?P<year>(?:19|20)\d\d)[a-z]?(?:, [^()]{3,20})?\)\.\s+(?=[\w\"“])"
)
_HARVARD = re.compile(
    rf"(?P<names>{_INVERTED}(?:, {_INVERTED})*(?:,? (?:&|and) {_INVERTED}|{_OTHERS})?),"
    r" (?P<year>(?:19|20)\d\d)[a-z]?\.\s+(?=[\w\"“])"
)
_KEY = re.compile(r"\[[A-Z][A-Za-z+]{1,11}\d{2,4}[a-z]?\]\s+(?=\S)")
_MONTH = rf"(?i:{MONTH_NAMES})"
_MONTH_OF_YEAR = re.compile(rf"\b{_MONTH}\.? (?:19|20)\d\d(?!\d)")
_YEAR_WITHIN = r"(?<=[Oo]f the )(?:19|20)\d\d (?=[A-Z])"
_PUBLISHED = re.compile(
    rf"(?:In:? )?(?P<venue>[A-Z](?:[^()\d;]|\d{{1,3}}(?:st|nd|rd|th)\b|{_YEAR_WITHIN}){{1,150}}?)"
    rf"(?:[\s.,;:()–-]|\b(?:[A-Za-z]{{1,2}}|[a-z]{{3,5}})(?=\d)|\d|\bpp?\.|(?i:\bvol\.|\bno\.)|\b{_MONTH}\b)*"
)
"""`Adv Neural Inf Process Syst. 2017;30:5998-6008`, `Nature 521, 436–444 (2015)`, `In: CVPR, pp. 770–778`, and volumes
such as `s2-42(1)`"""
_PROCEEDINGS = re.compile(r"(?:In:? )?Proceedings of [^()]{5,200} \((?P<venue>[A-Z][\w&/ -]{1,20} ?['’]\d\d)\)")
"""`In Proceedings of the 5th Conference on Clay (CLAY '92), Ada Odell (Ed.). ACM, New York, 119-125`"""
_BEFORE_LINK = re.compile(
    r"[\s.,]*(?:\bDOI|(?:\[Online\][\s.]*)?\bAvailable(?: (?:at|from|online|online at))?)\s*[:=]?\s*$", re.IGNORECASE
)
"""What stands before a link to the paper: `DOI:`, `[Online]. Available:`."""
_VOLUME_AND_PAGES = re.compile(r"\d(?:\([\d-]+\))?(?:: ?|, (?:pp?\. ?)?)[A-Za-z]?\d")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


_FIRST_INITIALED = rf"[A-Z]\.(?:[ -]{{0,2}}[A-Z]\.){{0,2}} {_SURNAME}"
_INITIALED = re.compile(
    rf"(?P<names>{_FIRST_INITIALED}(?:,? (?:and|&) {_FIRST_INITIALED}|, {_FIRST_INITIALED})*(?:{_OTHERS})?), "
)
_VOLUME_LAST = re.compile(
    r"(?P<venue>[A-Z][^(),\d]{1,80}?),? \d+(?: ?\(\d[\d–-]*\))? \((?P<year>(?:19|20)\d\d)\),?"
    r"(?: [A-Za-z]?\d[\d –-]*)?[ .]*"
)


class Opening(NamedTuple):
    """The authors who open a reference, in reading order, and what stands behind them."""

    authors: tuple[str, ...]
    rest: str
    year: int | None = None


def authors_before(text: str) -> Opening | None:
    """The authors of a reference in one of these styles; None for any other text."""
    for style in (_APA, _HARVARD, _VANCOUVER, _SPRINGER, _NATURE):
        if found := style.match(text):
            names = found["names"].replace(" &", ",").replace(",,", ",")
            if style is _VANCOUVER:
                if not _are_people(names, text[found.end() :]):
                    continue
                names = _INITIALS_BEHIND.sub(r", \1", names)
            if authors := names_in(names, fewest=1):
                year = int(found["year"]) if style in {_APA, _HARVARD} else None
                return Opening(authors, text[found.end() :], year)
    return None


def _are_people(names: str, rest: str) -> bool:
    """Whether words with capitals behind them are surnames with initials, and not `Explainable AI`, `World War II` or
    `Vitamin C, Vitamin D`: there are others, or several surnames; one surname takes volume and pages behind, and no
    Roman numeral."""
    surnames = {name.rpartition(" ")[0] for name in names.split(", ")}
    if len(surnames) > 1 or names.rstrip(".").endswith("et al"):
        return True
    return _ROMAN.fullmatch(names) is None and _VOLUME_AND_PAGES.search(rest) is not None


def with_volume_last(text: str) -> tuple[Opening, Tag] | None:
    """The authors, the title and the journal of a reference whose parts stand between commas, where the volume and the
    year in brackets close it; None for any other text, as for one without a title."""
    found = _INITIALED.match(text)
    title, _, said = text[found.end() :].rpartition(", ") if found else ("", "", "")
    published = _VOLUME_LAST.fullmatch(said) if len(title.split()) > 2 else None
    authors = names_in(found["names"], fewest=1) if found and published else ()
    if published is None or not authors:
        return None
    venue, year = published["venue"].strip(), int(published["year"])
    return Opening(authors, title), Tag(f"{venue} {year}", venue, year)


def without_key(text: str) -> str:
    """The text without the key that a bibliography gives it: `[Sho19]`."""
    return _KEY.sub("", text, count=1) if _KEY.match(text) else text


def published_in(text: str) -> Tag | None:
    """Where a paper appeared, as a text says that gives besides only year, volume and pages, or begins with `In:`."""
    if held := _PROCEEDINGS.match(text):
        return parse_tag(held["venue"])
    text = _BEFORE_LINK.sub("", text)
    found = _PUBLISHED.fullmatch(text.strip())
    if found is None or not (text.startswith("In:") or any(map(str.isdigit, text))):
        return None
    venue, year, month = (
        re.sub(_YEAR_WITHIN, "", found["venue"]).strip(" .,:"),
        _YEAR.search(text),
        _MONTH_OF_YEAR.search(text),
    )
    when = month or year
    return Tag(f"{venue} {when[0]}" if when else venue, venue, int(year[0]) if year else None)
