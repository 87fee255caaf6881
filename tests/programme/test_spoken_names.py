"""Units and items by any name people use; an unknown one is answered with the nearest."""

import pytest

from liaison_tui.errors import UnknownName
from liaison_tui.programme.names import find_item, find_unit, is_unit_called
from tests.programme.plan import PLAN


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("税务局", "shuiwu"), ("市税务局", "shuiwu"), ("江阴市税务局", "shuiwu"),
        ("江阴税务局", "shuiwu"), ("shuiwu", "shuiwu"), ("SHUIWU", "shuiwu"),
        ("ｓｈｕｉｗｕ", "shuiwu"), (" 税 务 局 ", "shuiwu"),
        ("发改委(信用办)", "fagaiwei"), ("发改委（信用办）", "fagaiwei"),
        ("市发改委(信用办)", "fagaiwei"), ("江阴市发改委（信用办）", "fagaiwei"),
        ("信用办", "fagaiwei"), ("高新区", "gaoxinqu"), ("江阴高新区", "gaoxinqu"),
        ("江阴高新技术产业开发区(高新区)", "gaoxinqu"), ("靖江园区", "jingjiang"),
        ("市委编办", "bianban"), ("编办", "bianban"), ("文明办", "xuanchuanbu"),
        ("民宗局", "tongzhanbu"), ("人民银行江阴支行", "renhang"), ("移动公司", "yidong"),
        ("澄江街道", "chengjiang"), ("市场监管局", "shichang-jianguan"),
    ],
)  # fmt: skip
def test_a_unit_is_found_by_id_name_or_alias_in_any_width_with_or_without_prefix(
    text: str, unit: str
) -> None:
    assert find_unit(PLAN, text).id == unit


def test_every_id_name_and_alias_of_the_plan_finds_its_own_unit_and_no_other() -> None:
    for unit in PLAN.units:
        for name in (unit.id, unit.name, *unit.aliases):
            for spelled in (name, name.upper(), f"江阴市{name}", f" {name}"):
                assert find_unit(PLAN, spelled) == unit


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("税务居", "税务局"), ("shuiwo", "shuiwu"), ("城江街道", "澄江街道"),
        ("生态环保局", "生态环境局"), ("水务", "江南水务"), ("发改局", "发改委"),
    ],
)  # fmt: skip
def test_a_near_miss_is_answered_with_the_nearest_known_name(text: str, near: str) -> None:
    with pytest.raises(UnknownName) as caught:
        find_unit(PLAN, text)
    assert near in caught.value.nearest
    assert text in caught.value.sentence
    assert near in caught.value.advice
    assert caught.value.exit_status == 2


@pytest.mark.parametrize("text", ["", "市", "江阴市", "局", "towns", "各镇街园区", "qqqqqq"])
def test_what_names_no_unit_finds_none(text: str) -> None:
    with pytest.raises(UnknownName):
        find_unit(PLAN, text)


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("T09", "T09"), ("t9", "T09"), ("t09", "T09"), ("Ｔ０９", "T09"), ("I19", "I19"),
        ("i3", "I03"), (" T22 ", "T22"), ("信用修复流程透明度", "I32"), ("黄浦区", "T08"),
        ("“双公示”评估结果应用", "I05"), ("信用 网站 运行", "I08"),
    ],
)  # fmt: skip
def test_an_item_is_found_by_id_or_by_words_only_it_has(text: str, item: str) -> None:
    assert find_item(PLAN, text).id == item


def test_every_item_is_found_by_its_id_and_its_whole_text() -> None:
    for item in PLAN.items:
        assert find_item(PLAN, item.id.lower()) == item
        assert find_item(PLAN, item.text) == item


@pytest.mark.parametrize("text", ["T23", "I41", "T00", "L01", "", "信用", "X09", "T009x"])
def test_an_unknown_item_is_refused(text: str) -> None:
    with pytest.raises(UnknownName):
        find_item(PLAN, text)


def test_an_unknown_id_is_answered_with_near_ids_and_shared_words_with_all_that_have_them() -> None:
    with pytest.raises(UnknownName) as caught:
        find_item(PLAN, "T23")
    assert "T22" in caught.value.nearest or "T20" in caught.value.nearest
    with pytest.raises(UnknownName) as caught:
        find_item(PLAN, "信易贷规模")
    assert caught.value.nearest == ["I13", "I14"]


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("发改", "fagaiwei"), ("信用办", "fagaiwei"), ("FAGAI", "fagaiwei"), ("fgw", "fagaiwei"),
        ("xyb", "fagaiwei"), ("xinyongb", "fagaiwei"), ("swj", "shuiwu"), ("cjjd", "chengjiang"),
        ("rmyh", "renhang"), ("renminyinh", "renhang"), ("scjgj", "shichang-jianguan"),
        ("shichang-jian", "shichang-jianguan"), ("", "shuiwu"),
    ],
)  # fmt: skip
def test_a_list_narrows_by_parts_of_a_units_id_name_or_alias_and_by_their_pinyin(
    typed: str, unit: str
) -> None:
    assert is_unit_called(PLAN.unit_by_id[unit], typed)


@pytest.mark.parametrize("typed", ["税务局", "swj", "s", "18", "fgwz"])
def test_a_unit_of_another_name_falls_out_of_the_list(typed: str) -> None:
    assert not is_unit_called(PLAN.unit_by_id["fagaiwei"], typed)
