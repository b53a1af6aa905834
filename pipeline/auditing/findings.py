"""PURE: the nouns of the audit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple, get_args

from pipeline.models import Answer, Entry, Frozen, Link, PaperId, Resolution, SourceName

Verdict = Literal["wrong_paper", "wrong_kind", "dead", "withdrawn", "renamed", "ok", "unchecked"]
"""What becomes of a link, the worst first:

wrong_paper   it leads to another paper
wrong_kind    it leads to software, data, a repository or a talk, and says that it is the paper
dead          its identifier is unknown to the service that gives such identifiers
withdrawn     it leads to the paper, which has been taken back
renamed       it leads to the paper, which bears another title now
ok            it leads to the paper
unchecked     nobody could tell: no service knows such identifiers, or none answered, or the listed name says too little
"""

VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
FOR_A_PERSON: Final = frozenset[Verdict]({"wrong_paper", "wrong_kind", "dead", "withdrawn"})

Heard = dict[PaperId, dict[SourceName, Answer]]
"""What each service said of each identifier that it was asked about."""


class Finding(Frozen):
    """What is known of one link. `leads_to` is the title of the paper behind it, where anybody knows it; `doubtful`
    marks an unchecked link that a person should look at all the same."""

    link: Link
    identifier: PaperId | None
    verdict: Verdict
    leads_to: str | None = None
    reason: str
    doubtful: bool = False


class Audited(Frozen):
    """One entry, with a finding for each of its links that was looked at, in their order."""

    entry: Entry
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """The verdict of its worst link, where `unchecked` counts as the least bad; also for an entry without links."""
        return min((one.verdict for one in self.findings), key=VERDICTS.index, default="unchecked")

    @property
    def needs_a_person(self) -> bool:
        return self.verdict in FOR_A_PERSON or any(one.doubtful for one in self.findings)


class Upgrade(Frozen):
    """A tag that should change: `listed` as it stands, `better` in the same style, `evidence` in words."""

    entry: Entry
    listed: str
    better: str
    evidence: str


class Evidence(NamedTuple):
    """What the services and the matching say: of each identifier, and of the entries (by id) whose links look wrong,
    which paper their title means."""

    heard: Heard
    resolved: dict[str, Resolution]


class Audit(NamedTuple):
    """The whole of it, entries in the order of the list."""

    entries: Sequence[Audited]
    upgrades: Sequence[Upgrade]

    @property
    def counts(self) -> Counter[Verdict]:
        """The links by verdict."""
        return Counter(finding.verdict for one in self.entries for finding in one.findings)

    @property
    def needs_a_person(self) -> bool:
        return any(one.needs_a_person for one in self.entries)
