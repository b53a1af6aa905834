"""PURE: an audit as lines for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.auditing.findings import FOR_A_PERSON, VERDICTS, Audit, Audited, Finding, Upgrade
from pipeline.vocabulary.phrases import counted
from pipeline.vocabulary.text import encodable


def audit_lines(audit: Audit, *, verbose: bool) -> Iterator[str]:
    """What a person should look at, what is renamed, what tags could say, and the counts; every link if `verbose`."""
    for one in audit.entries:
        yield from _entry_lines(one, verbose=verbose)
    for better in audit.upgrades:
        yield f"line {better.entry.line}: [{better.listed}] -> [{better.better}]: {better.entry.title}"
        yield f"    {better.evidence}"
    links = audit.counts.total()
    told = ", ".join(f"{audit.counts[verdict]:,} {_words(verdict)}" for verdict in VERDICTS if audit.counts[verdict])
    entries = counted(len(audit.entries), "entry", "entries")
    yield (
        f"{counted(links, 'link', 'links')} of {entries}: {told}" if links else f"{entries}, without a link to a paper"
    )
    if wanting := sum(one.needs_a_person for one in audit.entries):
        yield f"{counted(wanting, 'entry needs', 'entries need')} a person's eye."


def _entry_lines(one: Audited, *, verbose: bool) -> Iterator[str]:
    told = [each for each in one.findings if verbose or each.verdict == "renamed" or _is_for_a_person(each)]
    if told:
        yield f"line {one.entry.line}: {one.entry.title}"
    for finding in told:
        yield f"    {_words(finding.verdict)}{' (doubtful)' if finding.doubtful else ''}: {finding.reason}"
        yield f"    {finding.link.url}" + (f" is “{finding.leads_to}”" if finding.leads_to else "")


def _is_for_a_person(finding: Finding) -> bool:
    return finding.doubtful or finding.verdict in FOR_A_PERSON


def _words(verdict: str) -> str:
    return verdict.replace("_", " ")


def audit_json(audit: Audit, name: str, unplaced: Sequence[Upgrade] = ()) -> str:
    """The whole audit as one JSON document. `name` is the list's; `unplaced` are suggestions left out of a patch."""
    document = {
        "list": name,
        "entries": [_entry(one) for one in audit.entries],
        "upgrades": [_upgrade(one, patched=one not in unplaced) for one in audit.upgrades],
        "counts": {verdict: audit.counts[verdict] for verdict in VERDICTS},
        "needs_a_person": sum(one.needs_a_person for one in audit.entries),
    }
    return encodable(json.dumps(document, ensure_ascii=True, indent=2)) + "\n"


def _entry(one: Audited) -> dict[str, Any]:
    entry = one.entry
    told = min(one.findings, key=lambda each: VERDICTS.index(each.verdict), default=None)
    return {
        "id": entry.id,
        "title": entry.title,
        "line": entry.line,
        "section": list(entry.section),
        "tag": entry.tag,
        "verdict": one.verdict,
        "needs_a_person": one.needs_a_person,
        "leads_to": told.leads_to if told else None,
        "reason": told.reason if told else "the entry has no link to a paper",
        "links": [_link(each) for each in one.findings],
    }


def _link(finding: Finding) -> dict[str, Any]:
    paper = finding.identifier
    return {
        "label": finding.link.label,
        "url": finding.link.url,
        "identifier": {"kind": paper.kind, "value": paper.value} if paper else None,
        "verdict": finding.verdict,
        "doubtful": finding.doubtful,
        "leads_to": finding.leads_to,
        "reason": finding.reason,
    }


def _upgrade(one: Upgrade, *, patched: bool) -> dict[str, Any]:
    entry = one.entry
    return {
        "id": entry.id,
        "title": entry.title,
        "line": entry.line,
        "from": one.listed,
        "to": one.better,
        "evidence": one.evidence,
        "patchable": patched,
    }
