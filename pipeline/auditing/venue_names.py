"""PURE: what a list calls a venue in its tags: by the list's own habit, else by the short name that people use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from pipeline.matching.normalise import fold
from pipeline.matching.venues import is_preprint_venue, same_venue
from pipeline.merging.kinds import is_workshop

SHORT_NAMES: Final = {
    "aaai conference on artificial intelligence": "AAAI",
    "annual meeting of the association for computational linguistics": "ACL",
    "computer vision and pattern recognition": "CVPR",
    "conference on computer and communications security": "CCS",
    "conference on empirical methods in natural language processing": "EMNLP",
    "conference on language modeling": "COLM",
    "conference on machine learning and systems": "MLSys",
    "european conference on computer systems": "EuroSys",
    "european conference on computer vision": "ECCV",
    "ieee international conference on computer vision": "ICCV",
    "ieee symposium on security and privacy": "S&P",
    "international conference for high performance computing networking storage and analysis": "SC",
    "international conference on architectural support for programming languages and operating systems": "ASPLOS",
    "international conference on learning representations": "ICLR",
    "international conference on machine learning": "ICML",
    "international conference on software engineering": "ICSE",
    "international symposium on computer architecture": "ISCA",
    "international symposium on high performance computer architecture": "HPCA",
    "knowledge discovery and data mining": "KDD",
    "network and distributed system security symposium": "NDSS",
    "neural information processing systems": "NeurIPS",
    "north american chapter of the association for computational linguistics": "NAACL",
    "proceedings of the vldb endowment": "VLDB",
    "symposium on networked systems design and implementation": "NSDI",
    "symposium on operating systems principles": "SOSP",
    "the web conference": "WWW",
    "trans mach learn res": "TMLR",
    "transactions on machine learning research": "TMLR",
    "usenix annual technical conference": "USENIX ATC",
    "usenix security symposium": "USENIX Security",
    "usenix symposium on operating systems design and implementation": "OSDI",
}
"""By the names under which Semantic Scholar files them; proceedings that name one of these have its short name."""

_HARMLESS = re.compile(r"\w[\w&+./ -]{0,38}[\w.]")
"""A name comes from outside and is to stand between the brackets of a Markdown file."""
_YEAR = re.compile(r"\s*[’'‘]?\b(?:19|20)?\d\d\b")
_IN_BRACKETS = re.compile(r"\(([A-Z][A-Za-z&-]{1,11})\)")
_BEFORE_YEAR = re.compile(r"(?:^|, )([A-Z][A-Za-z&-]{1,11})[ '’‘]+(?:19|20)?\d\d\b")


def name_in_tags(venue: str, tagged: Iterable[str]) -> str | None:
    """How the list would spell the venue; `tagged` are the venues of its other tags. None if it cannot stand in one."""
    habit = Counter(
        name
        for name in tagged
        if not is_preprint_venue(name) and same_venue(name, venue) and is_workshop(name) is is_workshop(venue)
    )
    usual = min(habit, key=lambda name: (-habit[name], name), default=None)
    name = usual or _short(venue)
    return name if _HARMLESS.fullmatch(name) else None


def _short(venue: str) -> str:
    if is_workshop(venue):
        return _without_year(venue)
    folded = fold(_without_year(venue))
    known = sorted((name for name in SHORT_NAMES if name in folded), key=len)
    if known:
        return SHORT_NAMES[known[-1]]
    acronym = _IN_BRACKETS.search(venue) or _BEFORE_YEAR.search(venue)
    return acronym[1] if acronym else _without_year(venue)


def _without_year(venue: str) -> str:
    return " ".join(_YEAR.sub(" ", venue).split()).strip(" ,;")
