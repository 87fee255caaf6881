"""Verified figures (核定数): what a unit sees of them, and what they are in a closed month."""

from pathlib import Path

import pytest

from liaison_tui.errors import Refused
from liaison_tui.journal import bodies, verifying
from liaison_tui.reports import history
from liaison_tui.reports.closing import change_words, side_words
from liaison_tui.reports.feedback import notices
from liaison_tui.rulings import closed, closing
from liaison_tui.rulings import verifying as setting
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.exchange.offices import MONTH, TOWN
from tests.journal.speech import CENTRE, central, event


@pytest.fixture
def met(centre: Workspace, town: Workspace, tmp_path: Path) -> Workspace:
    """A town that has reported a number, which the centre has; each knows the other."""
    offices.write(town, "走访。", quantities={"certified": "30"})
    offices.take(centre, offices.send(town, tmp_path / "a.liaison"))
    offices.trust_all(centre)
    offices.take(town, offices.send_back(centre, tmp_path / "b.liaison"))
    offices.trust(town, offices.device_of(centre))
    return town


def set_figure(centre: Workspace, number: str, reason: str = "三家重复计算。") -> None:
    item, unit = centre.programme.item_by_id["T20"], centre.unit_named(TOWN)
    setting.verify(centre, unit, item, MONTH, {"certified": number}, reason=reason)


def test_a_verified_figure_travels_to_its_unit_and_stands_in_feedback_and_history(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    set_figure(centre, "28")
    set_figure(centre, "27")
    offices.take(met, offices.send_back(centre, tmp_path / "c.liaison"))
    unit = met.unit_named(None)
    [notice] = [n for n in notices(met.read_feedback(unit)) if n.sort == "verify"]
    told = dict(notice.told)
    assert (told["核定数"], told["报送数"], told["核定理由"]) == (
        "新增信用管理贯标企业 27 家", "新增信用管理贯标企业 30 家", "三家重复计算。",
    )  # fmt: skip
    assert (notice.items, notice.period, notice.asks) == (("T20",), MONTH, False)
    rows = history.history(*met.said_of(TOWN, "T20", [MONTH]))
    item = met.programme.item_by_id["T20"]
    said = ["".join(history.said(row, item)) for row in rows if row["kind"] == "verify"]
    assert said == ["核定数：新增信用管理贯标企业 27 家核定理由：三家重复计算。"]
    setting.withdraw(centre, centre.unit_named(TOWN), item, MONTH)
    offices.take(met, offices.send_back(centre, tmp_path / "d.liaison"))
    assert [n for n in notices(met.read_feedback(unit)) if n.sort == "verify"] == []
    with pytest.raises(Refused, match="没有核定数"):
        setting.withdraw(centre, centre.unit_named(TOWN), item, MONTH)


def test_a_figure_verified_after_the_close_is_an_amendment(
    centre: Workspace, met: Workspace
) -> None:
    set_figure(centre, "28")
    closing.close_month(centre, MONTH, anyway="提前定稿。")
    [each] = closed.read_closed(centre, MONTH, [centre.unit_named(TOWN)]).units
    assert each.changes == []
    set_figure(centre, "27")
    [each] = closed.read_closed(centre, MONTH, [centre.unit_named(TOWN)]).units
    [change] = each.changes
    assert (change.key[1], change_words(change)) == ("T20", "核定数")
    item = centre.programme.item_by_id["T20"]
    told = [side_words(change, item, after=after) for after in (False, True)]
    assert [words.split("；")[0] for words in told] == [
        "核定数 新增信用管理贯标企业 28 家", "核定数 新增信用管理贯标企业 27 家",
    ]  # fmt: skip
    closing.amend(centre, MONTH, [(TOWN, "T20")], reason="核对。")
    [each] = closed.read_closed(centre, MONTH, [centre.unit_named(TOWN)]).units
    assert (each.changes, len(each.accepted)) == ([], 1)


@pytest.mark.parametrize(
    "body",
    [
        {}, {"quantities": {}, "reason": "一"}, {"quantities": {"certified": 3}, "reason": "一"},
        {"quantities": {"certified": "-3"}, "reason": "一"}, {"quantities": {"certified": "3"}},
        {"quantities": ["3"], "reason": "一"}, {"withdrawn": "ja"},
    ],
)  # fmt: skip
def test_a_malformed_figure_says_nothing(body: dict[str, object]) -> None:
    assert bodies.wrong_in(event("verify", device=CENTRE, body=body))


def test_of_figures_beside_each_other_the_one_with_the_greatest_id_counts() -> None:
    words = [
        event("verify", device=CENTRE, body={"quantities": {"certified": n}, "reason": "一"})
        for n in ("1", "2", "3")
    ]
    found = verifying.in_force(map(central, words))
    assert [said.event for said in found.values()] == [max(words, key=lambda word: word.id)]
