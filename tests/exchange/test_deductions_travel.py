"""A deduction that a unit has caused is told to that unit alone, and so is its withdrawal."""

from pathlib import Path

from liaison_tui.reports.feedback import Notice, notices
from liaison_tui.rulings import deductions
from liaison_tui.workspace import Workspace
from tests.exchange import offices


def told(town: Workspace) -> list[Notice]:
    assert town.unit is not None
    return [n for n in notices(town.read_feedback(town.unit)) if n.sort == "deduction"]


def test_the_unit_that_caused_it_is_told_and_told_again_when_it_is_taken_back(
    centre: Workspace, town: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "走访企业12家。")
    offices.take(centre, offices.send(town, tmp_path / "a.liaison"))
    offices.trust_all(centre)
    evidence = tmp_path / "通报.pdf"
    evidence.write_bytes(b"x")
    own = centre.unit_named(offices.TOWN)
    other = centre.unit_named(offices.OTHER_TOWN)
    deductions.deduct(
        centre, 1, "2021-05", reason="材料不实。", evidence=[evidence], unit=own
    )  # fmt: skip
    deductions.deduct(centre, 2, "2021-06", reason="别家的。", evidence=[evidence], unit=other)
    deductions.deduct(centre, 2, "2021-05", reason="不知谁家。", evidence=[evidence])
    offices.take(town, offices.send_back(centre, tmp_path / "b.liaison"))
    offices.trust_all(town)
    [notice] = told(town)
    assert (notice.what, notice.state, notice.when) == ("K01 材料不实。", "扣 20 分", "2021年5月起")
    assert ("扣全市得分", "每月扣 20 分，共 3 个月") in notice.told
    assert not notice.asks
    deductions.withdraw(centre, "K01", "查无此事")
    offices.take(town, offices.send_back(centre, tmp_path / "c.liaison"))
    assert told(town) == []
    assert [note.id for note in deductions.notes_of(centre)] == ["K02", "K03"]
