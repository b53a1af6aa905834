"""PURE: one identifier under two titles, of which one has a wrong link.

contested   no service can say whose it is, and the titles are far apart. What is left is what the address itself says
            of its author, beside the authors that are known of each entry's paper: the entries that it does not fit
            have a wrong link; where it tells nothing, one of them has, and a person must say which
borrowed    it leads to the paper of one entry, and what another one calls it says too little to tell: the link may
            have been copied there with the line, and a person must look
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.auditing.findings import Audited, Finding
from pipeline.auditing.kinship import Kinship, bearing
from pipeline.auditing.rarity import Rarity
from pipeline.auditing.stems import is_by
from pipeline.matching.features import listed_title
from pipeline.models import LIST, Entry, PaperId, Record


def contested(audited: Sequence[Audited], rarity: Rarity) -> dict[PaperId, list[Entry]]:
    """The identifiers that nobody could check and that stand under titles far apart, each with its entries."""
    sharing: defaultdict[PaperId, list[Entry]] = defaultdict(list)
    for one in audited:
        for paper in (each.identifier for each in one.findings if each.verdict == "unchecked"):
            if paper is not None:
                sharing[paper].append(one.entry)
    return {paper: entries for paper, entries in sharing.items() if _are_contested(entries, rarity)}


def with_shared(audited: Sequence[Audited], authors: Mapping[str, Sequence[str]], rarity: Rarity) -> list[Audited]:
    """The entries, with new findings for the unchecked links that others share. `authors` are those of the entries'
    papers, by entry id, as far as they are known."""
    sharing = contested(audited, rarity)
    fits = {
        paper: {entry.id: is_by(paper, authors.get(entry.id, ())) for entry in entries}
        for paper, entries in sharing.items()
    }
    lines = {paper: {entry.id: entry.line for entry in entries} for paper, entries in sharing.items()}
    return [
        one.model_copy(update={"findings": tuple(_again(one.entry, each, fits, lines) for each in one.findings)})
        for one in audited
    ]


def with_borrowed(audited: Sequence[Audited], rarity: Rarity) -> list[Audited]:
    """The entries, with new findings for links that stayed unchecked because the listed name is short, where another
    entry names the paper behind the link.

    Of 3,300 links in public lists, nearly all of them right, 24 stay unchecked for that reason, and another entry names
    the paper of none of them. With every second link replaced by that of the line before, 303 stay unchecked, and
    another entry names the paper of 296.
    """
    owners: defaultdict[PaperId, list[Entry]] = defaultdict(list)
    for one in audited:
        for finding in one.findings:
            if finding.identifier is not None and finding.verdict in ("ok", "renamed"):
                owners[finding.identifier].append(one.entry)
    return [
        one.model_copy(
            update={"findings": tuple(_or_borrowed(one.entry, each, owners, rarity) for each in one.findings)}
        )
        for one in audited
    ]


def _or_borrowed(entry: Entry, finding: Finding, owners: Mapping[PaperId, Sequence[Entry]], rarity: Rarity) -> Finding:
    if finding.verdict != "unchecked" or finding.leads_to is None or finding.identifier is None:
        return finding
    others = owners.get(finding.identifier, ())
    if not others or any(_are_kin(entry, other, rarity) for other in others):
        return finding
    reason = f"the listed name says too little, and line {others[0].line} names the paper that it leads to"
    return finding.model_copy(update={"reason": reason, "doubtful": True})


def _are_kin(entry: Entry, other: Entry, rarity: Rarity) -> bool:
    """Whether two entries may well name one paper."""
    ours, theirs = ([listed_title(one), *one.aliases] for one in (entry, other))
    return bearing(ours, [Record(source=LIST, title=title) for title in theirs], rarity).kinship <= Kinship.KIN


def _are_contested(entries: Sequence[Entry], rarity: Rarity) -> bool:
    titles = sorted({listed_title(entry) for entry in entries})
    return any(
        bearing([title], [Record(source=LIST, title=other)], rarity).kinship is Kinship.FAR
        for place, title in enumerate(titles)
        for other in titles[:place]
    )


def _again(
    entry: Entry,
    finding: Finding,
    fits: Mapping[PaperId, Mapping[str, bool | None]],
    lines: Mapping[PaperId, Mapping[str, int]],
) -> Finding:
    paper = finding.identifier
    if paper is None or paper not in fits or finding.verdict != "unchecked":
        return finding
    where = " and ".join(f"line {line}" for other, line in sorted(lines[paper].items()) if other != entry.id)
    others = [fit for other, fit in fits[paper].items() if other != entry.id]
    if fits[paper][entry.id] is False:
        reason = f"the address names another author, and stands in {where} too"
        return finding.model_copy(update={"verdict": "wrong_paper", "reason": reason})
    if fits[paper][entry.id] and all(fit is False for fit in others):
        return finding.model_copy(update={"verdict": "ok", "reason": f"the address names an author, unlike in {where}"})
    reason = f"the same address stands under another title in {where}"
    return finding.model_copy(update={"reason": reason, "doubtful": True})
