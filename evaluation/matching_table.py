"""PURE: the printed table of matching, as Markdown that can go into the README as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from evaluation.matching_score import Floor, Score


def render(
    kinds: Mapping[str, Score], whole: Mapping[str, Score], floors: Sequence[Floor], requests: Mapping[str, int]
) -> str:
    """The rules side by side, the resolver by kind of difficulty, the floors, and what it took to ask."""
    asked = ", ".join(f"{count:,} to {service.replace('_', ' ')}" for service, count in sorted(requests.items()))
    parts = (_side_by_side(whole), _by_kind(kinds), floor_lines(floors), [f"Requests: {asked}."])
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _side_by_side(whole: Mapping[str, Score]) -> Iterator[str]:
    yield "| rule | precision | recall | F0.5 | right or first in review | right | wrong |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for name, score in whole.items():
        figures = (
            f"{score.precision:.4f}",
            f"{score.recall:.4f}",
            f"{score.f_half:.4f}",
            f"{score.right_or_first:.4f}",
        )
        yield f"| {name} | {' | '.join(figures)} | {score.right:,} | {score.wrong:,} |"


def _by_kind(kinds: Mapping[str, Score]) -> Iterator[str]:
    yield "| how the listed title differs | titles | right | wrong | left open | right or first in review |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for kind, score in kinds.items():
        first = f"{score.right_or_first:.3f}" if score.there else "–"
        left = score.titles - score.right - score.wrong
        yield f"| {kind} | {score.titles:,} | {score.right:,} | {score.wrong:,} | {left:,} | {first} |"


def floor_lines(floors: Sequence[Floor]) -> Iterator[str]:
    """What was to be reached and what was, as a table."""
    yield "| floor | least | reached | |"
    yield "| --- | ---: | ---: | --- |"
    for floor in floors:
        yield f"| {floor.what} | {floor.least:g} | {floor.reached:.4f} | {'ok' if floor.ok else 'MISSED'} |"
