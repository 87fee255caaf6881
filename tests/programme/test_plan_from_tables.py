"""Next year's plan out of the tables of its notice, in the layout of 2021 and as others have it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from liaison_tui.errors import Refused
from liaison_tui.programme.annexes import Annexes, read_annexes
from liaison_tui.programme.drafting import PlanDraft, draft_plan
from liaison_tui.programme.model import Programme
from liaison_tui.programme.plan_text import plan_text
from liaison_tui.programme.reading import read_programme
from liaison_tui.storage.document import read_document
from liaison_tui.storage.workbook import read_workbook
from liaison_tui.workspace import load_programme, shipped_programme
from tests.programme.notices import annex_1, annex_2, write_book, write_document

PLAN = load_programme(None)


def tables(
    plan: Programme = PLAN, page: int = 6
) -> list[tuple[list[list[str]], list[tuple[int, int, int]]]]:
    return [*annex_1(plan, page), *annex_2(plan)]


@pytest.fixture(scope="module", params=[".docx", ".xlsx"])
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Annexes:
    path = tmp_path_factory.mktemp("通知") / f"通知{request.param}"
    if request.param == ".docx":
        return read_annexes(read_document(write_document(path, tables())))
    data = write_book(path, tables()).read_bytes()
    return read_annexes(read_workbook(data, path.name, longest=20_000))


def drawn(plan: Programme, tmp_path: Path, page: int = 6) -> PlanDraft:
    path = write_document(tmp_path / "通知.docx", tables(plan, page))
    return draft_plan(PLAN, read_annexes(read_document(path)))


def test_the_notices_own_tables_give_the_notices_own_plan(found: Annexes) -> None:
    draft = draft_plan(PLAN, found)
    assert [(a.numeral, a.title) for a in draft.areas] == [(a.numeral, a.title) for a in PLAN.areas]
    assert set(draft.headings) == {replace(heading) for heading in PLAN.headings}
    for item, former in zip(draft.items, PLAN.items, strict=True):
        assert item == replace(
            former, continues=f"jiangyin-2021:{former.id}", notes=(), confidence="certain",
            alternatives=(),
        )  # fmt: skip
    assert draft.shared_points == PLAN.shared_points
    assert {each.sort for each in draft.differences} == {"kept"}
    assert ["照搬上年" in doubt.sentence for doubt in draft.doubts] == [True]


def test_its_text_is_a_plan_that_can_be_read_and_the_comments_stay(found: Annexes) -> None:
    text = plan_text(
        shipped_programme().decode(), draft_plan(PLAN, found), name="jiangyin-2022", year=2022,
        title="2022年江阴市社会信用体系建设工作意见",
    )  # fmt: skip
    plan = read_programme(text.encode())
    assert (plan.id, plan.version, plan.first_period, plan.last_period) == (
        "jiangyin-2022", 1, "2022-01", "2022-12",
    )  # fmt: skip
    assert [item.text for item in plan.items] == [item.text for item in PLAN.items]
    assert [item.responsible for item in plan.items] == [item.responsible for item in PLAN.items]
    assert plan.item_by_id["T20"].measures == PLAN.item_by_id["T20"].measures
    assert plan.item_by_id["T20"].continues == "jiangyin-2021:T20"
    assert "通知未规定. Days off" in text


def _changed(change: Callable[[list[object]], None]) -> Programme:
    items: list[object] = list(PLAN.items)
    change(items)
    return replace(PLAN, items=tuple(items))  # type: ignore[arg-type]


def test_what_is_new_changed_gone_or_answered_for_by_others_is_told(tmp_path: Path) -> None:
    former = PLAN.item_by_id
    new = replace(former["T01"], id="T99", text="建立企业年报信用抽查制度。", printed="市场监管局")

    def change(items: list[object]) -> None:
        items[1] = replace(former["T02"], printed="市发改委（信用办）、税务局")
        items[19] = replace(former["T20"], text=former["T20"].text.replace("150家", "180家"))
        items.remove(former["T03"])
        items.insert(2, new)

    draft = drawn(_changed(change), tmp_path)
    told = {
        (each.item, each.former): (each.sort, each.joined, each.left)
        for each in draft.differences
        if each.sort != "kept"
    }
    assert told == {
        ("T02", "T02"): ("reassigned", ("shuiwu",), ()),
        ("T03", None): ("added", (), ()),
        (None, "T03"): ("dropped", (), ()),
        ("T20", "T20"): ("changed", (), ()),
    }
    sentences = " ".join(doubt.sentence for doubt in draft.doubts)
    assert "新增的事项" in sentences
    assert "与上年 T20 相近但文字有改动" in sentences
    assert "目标值请一并核对" in sentences


def test_unknown_offices_lost_separators_and_sums_that_do_not_hold_are_doubts(
    tmp_path: Path,
) -> None:
    former = PLAN.item_by_id

    def change(items: list[object]) -> None:
        items[1] = replace(former["T02"], printed="市发改委（信用办）税务局、数据局")
        at = items.index(former["I05"])
        items[at] = replace(former["I05"], points=3)

    draft = drawn(_changed(change), tmp_path, page=9)
    sentences = " ".join(doubt.sentence for doubt in draft.doubts)
    assert "“数据局”不是已知的单位" in sentences
    assert draft.items[1].responsible == ("fagaiwei", "shuiwu")
    assert "各项分值合计 101 分" in sentences
    assert "印作 7 分，下面各项合计 8 分" in sentences


@pytest.mark.parametrize("page", [1, 3, 22])
def test_areas_go_on_over_pages_however_many_there_are(tmp_path: Path, page: int) -> None:
    draft = drawn(PLAN, tmp_path, page)
    assert [area.title for area in draft.areas] == [area.title for area in PLAN.areas]
    assert [item.area for item in draft.items] == [item.area for item in PLAN.items]


def test_what_holds_no_such_tables_gives_nothing_and_what_is_no_document_is_refused(
    tmp_path: Path,
) -> None:
    path = write_document(tmp_path / "别的.docx", [([["姓名", "单位"] + [""] * 6], [])])
    assert read_annexes(read_document(path)) == Annexes()
    for name, data in (("a.docx", b"PK\x03\x04"), ("b.docx", b"hello")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(Refused, match="Word 文档"):
            read_document(tmp_path / name)
