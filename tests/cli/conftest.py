"""Running commands as a user does, in this process so that hundreds stay quick."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from liaison_tui.cli import run


@dataclass(frozen=True)
class Answer:
    """What a command left: its exit status, its stdout, its stderr."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


Shell = Callable[..., Answer]


@pytest.fixture
def shell(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Shell:
    """Run `liaison …` in an empty folder on 28 June 2021."""
    monkeypatch.setenv("LIAISON_TODAY", "2021-06-28")
    monkeypatch.setenv("LIAISON_HOME", str(tmp_path / "nowhere"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "nowhere"))
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str | Path) -> Answer:
        status = run([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Answer(status, out.decode(), err.decode())

    return call


@pytest.fixture
def unit(shell: Shell, tmp_path: Path) -> Path:
    """The workspace of 澄江街道."""
    assert shell("init", "unit", "--unit", "澄江街道", "--officer", "周敏").status == 0
    return tmp_path / "unit"


@pytest.fixture
def centre(shell: Shell, tmp_path: Path) -> Path:
    """The workspace of the centre."""
    assert shell("init", "centre", "--centre", "--officer", "王健").status == 0
    return tmp_path / "centre"


@pytest.fixture
def met(shell: Shell, unit: Path, centre: Path) -> tuple[Path, Path]:
    """A unit and a centre that have confirmed each other's devices."""
    shell("-C", unit, "record", "I05", "--text", "首次报送。")
    path = shell("-C", unit, "export", "--json").json["path"]
    assert shell("-C", centre, "merge", path).status == 1
    device = shell("-C", centre, "trust", "--json").json["devices"][0]["device"]
    shell("-C", centre, "trust", device)
    feedback = shell("-C", centre, "feedback", "--json").json["files"][0]["path"]
    shell("-C", unit, "receive", feedback)
    shell("-C", unit, "trust", shell("-C", centre, "device").out.strip()[:9])
    return unit, centre


def send(shell: Shell, unit: Path, centre: Path) -> None:
    """Let a centre take in what a unit has said."""
    path = shell("-C", unit, "export", "--json").json["path"]
    assert shell("-C", centre, "merge", path).status == 0


def state_of(shell: Shell, unit: Path, item: str = "T20") -> str:
    """Return how far a unit's report of an item is, as `tasks` has it."""
    items = shell("-C", unit, "tasks", "--json").json["items"]
    return str(next(i["state"] for i in items if i["id"] == item))
