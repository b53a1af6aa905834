"""PURE: what kind of version a venue's name, a DOI or a comment speaks of: preprint, workshop, conference, journal."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.matching.normalise import fold
from pipeline.matching.venues import is_preprint_venue
from pipeline.models import VersionKind

_REFUSED = re.compile(r"\((?:desk )?(?:reject|withdraw)\w*(?: submission)?\)\s*$", re.IGNORECASE)
"""As in `ICLR 2023 (Reject)`, which bulk data takes from OpenReview: handed in there, and published nowhere."""

_PREPRINT_DOI = re.compile(
    r"10\.(?:48550/arxiv|1101/|21203/rs\.|2139/ssrn|36227/techrxiv|20944/preprints|26434/chemrxiv|31219/osf|31234/osf)"
)
"""What preprint servers register: arXiv, bioRxiv, Research Square, SSRN, TechRxiv, Preprints.org, ChemRxiv, OSF."""

_WORKSHOP = frozenset("workshop workshops".split())
_JOURNAL = frozenset(
    "journal transactions trans letters magazine annals bulletin quarterly tmlr jmlr tacl tpami tosem tods tocs "
    "taco tkde tpds pacmpl pomacs imwut pvldb pnas csur cacm".split()
)
_SERIES = (
    "proceedings of the acm on",
    "proceedings of the vldb endowment",
    "proceedings of the ieee",
    "proceedings of the national academy",
    "communications of the acm",
)
"""Series that call themselves proceedings, or nothing, and appear in numbered volumes like a journal."""

_CONFERENCE = frozenset(
    "conference conf symposium proceedings proc congress meeting aaai acl aistats asplos atc ccs chi cikm colm "
    "coling corl cvpr date dac eacl eccv emnlp eurosys fast fse hotnets hotos hpca iccad iccv icde iclr icml icra "
    "icse ics icassp ijcai infocom interspeech ipdps iros isca issta kdd micro middleware mlsys mobicom mobisys "
    "naacl ndss neurips nips nsdi oopsla osdi pact pldi podc popl ppopp recsys rss sc sensys sigcomm siggraph "
    "sigir sigmod socc sosp uai ubicomp vldb wacv wsdm www".split()
)
_CONFERENCE_NAMES = (
    "neural information processing systems",
    "computer vision and pattern recognition",
    "chapter of the",
)
"""Conferences whose names, as Semantic Scholar spells them, say nowhere that they are one."""

_NUMBERED_VOLUME = re.compile(r"\bvol(?:ume)?[. ]*\d|\b\d+ ?\(\d+\) ?[:,]|[A-Z]\d+:\d+-\d+")

_PAPER = r"(?:this|the|our|my)\s+(?:arxiv\s+)?(?:paper|manuscript|article|submission|preprint|work|version|report)"
_TAKEN_BACK = re.compile(
    rf"\b{_PAPER}\s+(?:has|have|is|was)\s+(?:(?!not\b)\w+\s+){{0,2}}(?:withdrawn|retracted)\b"
    r"|^\W*(?:(?:paper|article|submission|manuscript)\s*)?(?:is\s+|has\s+been\s+)?(?:withdrawn|retracted)\b"
    r"|\bwithdrawn\s+by\s+(?:the\s+)?(?:arxiv|authors?|submitter)\b"
    rf"|\bwithdraw(?:ing)?\s+{_PAPER}\b",
    re.IGNORECASE,
)
_FROM_A_VENUE = re.compile(r"\bwithdrawn\s+from\s+(?!arxiv)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def kind_of(venue: str | None, dblp: str | None = None) -> VersionKind:
    """The kind of version that appears at a venue, from its name or from the key that DBLP gives the paper.

    `other` where neither tells; never `preprint` for want of a name.
    """
    if is_workshop(venue):
        return "workshop"
    if venue is not None and is_preprint_venue(venue):
        return "preprint"
    keys: dict[str, VersionKind] = {"journals": "journal", "conf": "conference"}
    series = (dblp or "").partition("/")[0]
    if series in keys and not (dblp or "").startswith("journals/corr/"):
        return keys[series]
    return _by_name(venue) if venue else "other"


def _by_name(venue: str) -> VersionKind:
    name = fold(venue)
    words = frozenset(name.split())
    if name.startswith(_SERIES):
        return "journal"
    if not words.isdisjoint(_CONFERENCE) or any(part in name for part in _CONFERENCE_NAMES):
        return "conference"
    return "journal" if not words.isdisjoint(_JOURNAL) or _NUMBERED_VOLUME.search(venue) else "other"


def is_workshop(venue: str | None) -> bool:
    """Whether a venue calls itself a workshop; one at a conference is another venue than the conference."""
    return not _WORKSHOP.isdisjoint(fold(venue or "").split())


def is_refused(venue: str | None) -> bool:
    """Whether a venue is named only to say that it did not take the paper."""
    return venue is not None and _REFUSED.search(venue) is not None


def is_preprint_doi(doi: str) -> bool:
    """Whether a preprint server registered this DOI."""
    return _PREPRINT_DOI.match(doi) is not None


def is_withdrawn(comment: str | None) -> bool:
    """Whether a comment at arXiv says that the paper was withdrawn, and not only from a conference."""
    return comment is not None and bool(_TAKEN_BACK.search(comment)) and not _FROM_A_VENUE.search(comment)
