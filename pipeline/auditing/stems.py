"""PURE: what an address says of its paper by its own words, where no service knows the identifier.

CVF     Patel_TailorNet_Predicting_Clothing_in_3D_as_a_Function_of_Human_CVPR_2020   surname, cut title, venue, year
PMLR    v162/zhang22p                                                                surname and year
USENIX  osdi22/yu                                                                    venue, year and surname
"""

from __future__ import annotations

import re
from collections.abc import Collection

from pipeline.matching.normalise import fold, key, surname
from pipeline.models import PaperId

_CVF = re.compile(r"(?P<surname>[^_]+)_(?P<title>.+)_(?:[A-Za-z]+W?)_?(?P<year>(?:19|20)\d\d)(?:_.*)?$")
_PMLR = re.compile(r"v\d+/(?P<surname>[a-z-]+?)\d\d[a-z]?$")
_USENIX = re.compile(r"[a-z]+\d\d/(?P<surname>[a-z]+)(?:-[\w-]+)?$")


def title_in(paper: PaperId) -> str | None:
    """The beginning of the title that the identifier spells out; None for kinds that spell none."""
    found = _CVF.match(paper.value) if paper.kind == "cvf" else None
    return " ".join(found["title"].replace("_", " ").split()) if found else None


def begins_with(title: str, beginning: str) -> bool:
    """Whether a title begins so, whatever its punctuation: what is cut short ends inside a title, or inside a word."""
    return key(title).startswith(key(beginning))


def surname_in(paper: PaperId) -> str | None:
    """The folded surname of the first author that the identifier spells out; None for kinds that spell none."""
    patterns = {"cvf": _CVF, "pmlr": _PMLR, "usenix": _USENIX}
    found = patterns[paper.kind].match(paper.value) if paper.kind in patterns else None
    return fold(found["surname"]).replace(" ", "") if found else None


def is_by(paper: PaperId, authors: Collection[str]) -> bool | None:
    """Whether the surname in the identifier is an author's; None where there is none, or no author is known."""
    spelt = surname_in(paper)
    if spelt is None or not authors:
        return None
    return any(spelt in (surname(name), key(name)) or key(name).endswith(spelt) for name in authors)
