"""A unit's year of one item: returns, a withdrawal, a month entered by the centre, one not said."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from liaison_tui import clock, desk
from tests.exchange import offices

ITEM = "I18"
MAY_FIRST = "走进3所学校开展诚信宣传，发放资料600份，参与师生400人。"
MAY_NEXT = "走进3所学校、1家企业开展诚信宣传，发放资料800份，参与400人。另举办信用知识讲座1场。"
JUNE = "开展“诚信建设万里行”主题活动2场。"


def april_to_july(folder: Path) -> tuple[Path, Path]:
    """Put a copy of the year into a folder; returns the town's and the centre's workspaces."""
    copy = shutil.copytree(_lived(), folder / "年")
    return copy / "澄江街道", copy / "信用办"


@cache
def _lived() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="liaison-year-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _live(folder)
    return folder


def _live(folder: Path) -> None:
    with clock.fixed("2021-04-06T09:00:00+08:00"):
        centre = offices.make_centre(folder / "信用办")
        town = offices.make_unit(folder / "澄江街道")
        item = town.programme.item_by_id[ITEM]
        unit = town.unit_named(None)
    with clock.fixed("2021-04-28T09:10:00+08:00"):
        said = {"text": "诚信宣传1场，由信用办电话记录。", "channel": "telephone",
                "informant": "周敏", "quantities": {"activities": "1"}}  # fmt: skip
        desk.record(centre, centre.unit_named(offices.TOWN), item, "2021-04", said)
    with clock.fixed("2021-05-27T10:32:00+08:00"):
        first = offices.write(
            town, MAY_FIRST, item=ITEM, month="2021-05", percent=20,
            quantities={"activities": "3"}, status="in-progress",
        )  # fmt: skip
        bundle = offices.send(town, folder / "五月.liaison", "2021-05")
        offices.take(centre, bundle)
        offices.trust_all(centre)
    with clock.fixed("2021-05-31T15:05:00+08:00"):
        desk.review(centre, first, comment="请补充企业的活动")
        answer = offices.send_back(centre, folder / "回执.liaison")
        offices.take(town, answer)
        offices.trust_all(town)
    with clock.fixed("2021-06-01T08:40:00+08:00"):
        offices.write(
            town, MAY_NEXT, item=ITEM, month="2021-05", percent=40,
            quantities={"activities": "5"}, status="in-progress", problems="缺少宣传人员。",
        )  # fmt: skip
    with clock.fixed("2021-06-28T11:00:00+08:00"):
        offices.write(
            town, JUNE, item=ITEM, percent=60, quantities={"activities": "2"}, status="in-progress"
        )
        desk.withdraw(town, unit, item, "2021-06", reason="场次有误，重新核对")
