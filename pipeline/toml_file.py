"""A TOML file that people edit becomes a model, or one sentence that says what to mend, and on which line."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, time
from pathlib import Path
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from pipeline.errors import PapersError, unreadable

Model = TypeVar("Model", bound=BaseModel)

_SHOWN = 80
"""Letters of a value that is refused; the file has the rest."""
_DOT = r"\s*\.\s*"
_WHERE = re.compile(r"\s*\(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


class ClashError(PapersError, ValueError):
    """Tables of one name that do not go together. `nth` are their places among those of that name, from 0."""

    def __init__(self, said: str, table: str, nth: Sequence[int]) -> None:
        super().__init__(said)
        self.table, self.nth = table, tuple(nth)


@contextmanager
def clashes_placed(path: Path) -> Iterator[None]:
    """A clash among the tables of the file at `path` is told with the file and their lines."""
    try:
        yield
    except ClashError as error:
        raise _placed(path, _text(path).splitlines(), error) from error


def load_toml(path: Path, model: type[Model]) -> Model:
    """The file at `path` as a `model`; a missing file is the model with its defaults.

    Raises PapersError for a file that cannot be read, that is no TOML, or that the model refuses. Of several mistakes
    it names the first.
    """
    text = _text(path)
    try:
        return model.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise PapersError(_syntax(path, str(error))) from error
    except (ValueError, RecursionError) as error:
        if not isinstance(error, ValidationError):
            raise PapersError(f"{path} cannot be read: a number too long, or lists nested too deeply.") from error
        first, lines = error.errors(include_url=False)[0], text.splitlines()
        if isinstance(clash := first.get("ctx", {}).get("error"), ClashError):
            raise _placed(path, lines, clash) from error
        raise PapersError(f"{_place(path, _line_of(lines, first['loc']))}: {_mistake(first, model)}.") from error


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise unreadable(path, error) from error
    except UnicodeDecodeError as error:
        raise PapersError(f"{path} is not UTF-8 ({error.reason}); save it as UTF-8.") from error


def _place(path: Path, line: int | None) -> str:
    return f"{path}, line {line}" if line else str(path)


def _placed(path: Path, lines: Sequence[str], clash: ClashError) -> PapersError:
    found = [line for nth in clash.nth if (line := _line_of(lines, (clash.table, nth)))]
    where = f"{path}, lines {' and '.join(map(str, found))}" if len(set(found)) > 1 else str(path)
    return PapersError(f"{where}: {clash}.")


def _syntax(path: Path, message: str) -> str:
    where = _WHERE.search(message)
    line = int(where["line"]) if where and where["line"] else None
    return f"{_place(path, line)}: is not TOML: {_WHERE.sub('', message)}."


def _mistake(error: ErrorDetails, model: type[BaseModel]) -> str:
    where = ".".join(str(part) for part in error["loc"] if isinstance(part, str))
    if error["type"] == "extra_forbidden":
        return f"`{where}` is not a known key; allowed are {', '.join(_keys(model, error['loc'][:-1]))}"
    if error["type"] == "missing":
        return f"`{where}` is missing"
    if error["type"] == "value_error":
        return f"`{where}`: {error['ctx']['error']}" if where else str(error["ctx"]["error"])
    said = error["msg"]
    given = as_written(error["input"])
    if wanted := _description(model, error["loc"]):
        return f"`{where}` is {given}, and should be {wanted}"
    return f"`{where}` is {given}: {said[:1].lower()}{said[1:]}"


def _keys(model: type[BaseModel], place: Sequence[int | str]) -> tuple[str, ...]:
    """The keys allowed at a place inside the model, as a file spells them."""
    for field in _fields(model, place):
        model = _model_of(field) or model
    return tuple(field.alias or key for key, field in model.model_fields.items())


def _description(model: type[BaseModel], place: Sequence[int | str]) -> str | None:
    """What a value at a place inside the model is to be, where the model says so."""
    return next((field.description for field in reversed(list(_fields(model, place)))), None)


def _fields(model: type[BaseModel] | None, place: Sequence[int | str]) -> Iterator[FieldInfo]:
    """The fields that lead to a place, from the outermost."""
    for name in (part for part in place if isinstance(part, str)):
        if model is None:
            return
        field = next(field for key, field in model.model_fields.items() if name in {key, field.alias})
        yield field
        model = _model_of(field)


def _model_of(field: FieldInfo) -> type[BaseModel] | None:
    """The model of a table, or of each table of a list."""
    kinds = (field.annotation, *get_args(field.annotation))
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None)


def as_written(value: object) -> str:
    """A value as a file has it, so much of it as fits into a sentence."""
    if isinstance(value, date | time):
        return value.isoformat()
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except ValueError:
        return "a number too long to be shown"
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _line_of(lines: Sequence[str], place: Sequence[int | str]) -> int | None:
    """The line of a key, or of the table that lacks it, counted from 1; None where neither has a line of its own. A
    table without a heading begins at the first of its dotted keys, or where it stands in braces."""
    names = [_spelt(part) for part in place if isinstance(part, str)]
    table, key = (names[0], names[-1]) if names else ("", "")
    nth = next((part for part in place if isinstance(part, int)), 0)
    opening = re.compile(rf"\s*\[{{1,2}}\s*{table}\s*\]")
    opened = [number for number, line in enumerate(lines) if opening.match(line)][nth : nth + 1]
    if not opened:
        return _assigned(lines, 0, rf"{_DOT.join(names)}\s*=") or _assigned(lines, 0, rf"{table}\s*[.=]")
    return _assigned(lines, opened[0] + 1, rf"{key}\s*=") or opened[0] + 1


def _spelt(key: str) -> str:
    return rf"[\"']?{re.escape(key)}[\"']?"


def _assigned(lines: Sequence[str], first: int, pattern: str) -> int | None:
    """The first line that begins so, from `first` to the next table, counted from 1."""
    for number, line in enumerate(lines[first:], start=first + 1):
        if line.lstrip().startswith("["):
            break
        if re.match(rf"\s*{pattern}", line):
            return number
    return None
