"""Explanations of other offices: ours are judged, others' are taken in as they always were."""

from pathlib import Path
from typing import Any

import pytest

from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.second_writer import Chain, event

MONTH, TOWN = offices.MONTH, offices.TOWN

TAKEN: dict[str, dict[str, Any]] = {
    "ours": {"kind": "unchanged", "text": "本期确无变化。"},
    "of a kind that a later version knows": {"kind": "over-budget", "text": "一"},
    "of two thousand characters": {"kind": "unchanged", "text": "长" * 2000},
    "another program's, without a kind": {"reason": "另有说明"},
    "another program's, long": {"text": "长" * 5000},
    "another program's, empty": {},
}
REFUSED: dict[str, dict[str, Any]] = {
    "no text": {"kind": "unchanged"},
    "an empty text": {"kind": "unchanged", "text": " "},
    "a text that is none": {"kind": "unchanged", "text": 5},
    "a long text": {"kind": "unchanged", "text": "长" * 2001},
    "a kind that is none": {"kind": ["unchanged"], "text": "一"},
    "a long kind": {"kind": "k" * 33, "text": "一"},
}


def _send(own: Chain, folder: Path, body: dict[str, Any]) -> Path:
    said = event(own.device, TOWN, "explanation", item="T20", period=MONTH, body=body)
    own.submit([said], period=MONTH)
    return own.write(folder / "a.liaison")


@pytest.mark.parametrize("body", TAKEN)
def test_an_explanation_is_taken_in(
    centre: Workspace, own: Chain, tmp_path: Path, body: str
) -> None:
    row = offices.take_one(centre, _send(own, tmp_path, TAKEN[body]))
    assert (row.outcome, row.new_events) == ("merged", 1)


@pytest.mark.parametrize("body", REFUSED)
def test_an_explanation_that_explains_nothing_is_refused(
    centre: Workspace, own: Chain, tmp_path: Path, body: str
) -> None:
    path = _send(own, tmp_path, REFUSED[body])
    offices.assert_refused(centre, offices.take_one(centre, path), path, "说明")
