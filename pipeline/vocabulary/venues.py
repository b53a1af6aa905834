"""PURE: the short names by which people know venues."""

from __future__ import annotations

import re
from typing import Final

from pipeline.matching.normalise import fold

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
"""By the names under which Semantic Scholar files them, folded."""

_YEAR = re.compile(r"[’'‘]?\b(?:19|20)?\d\d\b")


def without_year(venue: str) -> str:
    """`OSDI` of `OSDI '22`."""
    return " ".join(_YEAR.sub(" ", venue).split()).strip(" ,;")


def short_name(venue: str) -> str:
    """`NeurIPS` for `Neural Information Processing Systems`; a venue that is not known by just this name stays as it
    is, for a longer name may be another venue's."""
    return SHORT_NAMES.get(fold(without_year(venue)), venue)


def venue_and_year(venue: str | None, year: int | None) -> str:
    """`SOSP 2023`, by the venue's short name; the year only once where the venue names it; empty if neither is
    known."""
    name = short_name(venue or "")
    if name and year and str(year) in name:
        return name
    return " ".join(str(part) for part in (name, year) if part)
