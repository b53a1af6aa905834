"""The shell steps of a workflow or an action, taken from the YAML and run as the host would run them."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.shared import ROOT

_EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")


class Step(NamedTuple):
    """One step that runs a script: its id, its name, its environment with expressions in it, its script."""

    id: str | None
    name: str
    environment: Mapping[str, str]
    script: str
    always: bool


class Ran(NamedTuple):
    """What a step did: its exit code, and what it said."""

    code: int
    said: str


def steps_of(file: str, job: str | None = None) -> list[Step]:
    """The steps with a script, in order, of one job of a workflow, or of a composite action (no job)."""
    parsed = yaml.safe_load((ROOT / file).read_text("utf-8"))
    steps = parsed["jobs"][job]["steps"] if job else parsed["runs"]["steps"]
    return list(_steps(steps))


def _steps(steps: list[dict[str, Any]]) -> Iterator[Step]:
    for step in steps:
        if "run" in step:
            environment = {name: str(value) for name, value in step.get("env", {}).items()}
            always = step.get("if") == "always()"
            yield Step(step.get("id"), step.get("name", ""), environment, step["run"], always)


class Host:
    """A machine of the host that runs one job: `folder` is the checkout, `temporary` is the host's own.

    `context` answers expressions, such as `inputs.list`; the outputs of steps join it as they come. An expression that
    it does not know fails the test rather than being empty.
    """

    def __init__(
        self, folder: Path, temporary: Path, environment: Mapping[str, str], context: Mapping[str, str]
    ) -> None:
        temporary.mkdir(parents=True, exist_ok=True)
        self.folder, self.temporary = folder, temporary
        self.summary, self._output = temporary / "summary.md", temporary / "output"
        self.outputs: dict[str, str] = {}
        self.summary.unlink(missing_ok=True)
        self._context = {"runner.temp": str(temporary), "github.token": "token", **context}
        self._environment = {
            **environment,
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_OUTPUT": str(self._output),
            "GITHUB_REPOSITORY": "somebody/papers",
            "GITHUB_WORKFLOW_REF": "somebody/papers/.github/workflows/refresh.yml@refs/heads/main",
            "GITHUB_ACTION_PATH": str(ROOT),
        }

    def run(self, steps: list[Step]) -> dict[str, Ran]:
        """What each step did, by name, up to the first that failed."""
        ran: dict[str, Ran] = {}
        for step in steps:
            if step.always or all(one.code == 0 for one in ran.values()):
                ran[step.name] = self._run(step)
        return ran

    def _run(self, step: Step) -> Ran:
        environment = {name: self._evaluated(value) for name, value in step.environment.items()}
        self._output.write_bytes(b"")
        told = subprocess.run(  # noqa: S603  our own scripts
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", self._evaluated(step.script)],  # noqa: S607
            cwd=self.folder,
            env=self._environment | environment,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        for line in self._output.read_text("utf-8").splitlines():
            name, _, value = line.partition("=")
            self.outputs[name] = value
            self._context[f"steps.{step.id}.outputs.{name}"] = value
        return Ran(told.returncode, told.stdout + told.stderr)

    def _evaluated(self, text: str) -> str:
        return _EXPRESSION.sub(lambda found: self._context[found[1]], text)


def plain_environment() -> dict[str, str]:
    """This machine's environment without what could lead a test astray."""
    ours = ("ARXIV_", "SEMANTIC_SCHOLAR_", "MLSYS_PAPERS_", "GITHUB_", "GIT_", "GH_", "MAKE", "MFLAGS")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}
