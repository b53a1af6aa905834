"""PURE: a question that several share is asked once, and each of them hears the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from pipeline.models import Answer, Question
from pipeline.progress import Watcher

_Asked = TypeVar("_Asked", bound=Question)
_Asker = TypeVar("_Asker")


def answers(
    ask: Callable[[Sequence[_Asked]], Iterator[Answer]],
    asked: Iterable[tuple[_Asked, _Asker]],
    watcher: Watcher,
    stage: str,
) -> Iterator[tuple[_Asker, Answer]]:
    """Each answer as it comes, with each who asked for it. `asked` are questions and who has them; `stage` takes a step
    for every answer."""
    questions: dict[_Asked, None] = {}
    askers: dict[Question, list[_Asker]] = {}
    for question, asker in asked:
        questions[question] = None
        askers.setdefault(question, []).append(asker)
    watcher.begin(stage, len(questions))
    for answer in ask(list(questions)):
        for asker in askers.get(answer.question, ()):
            yield asker, answer
        watcher.advance(stage)
