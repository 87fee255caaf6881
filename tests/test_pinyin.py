"""Chinese text is found by its pinyin: initials, whole syllables, a mixture, either reading."""

import subprocess
import sys
import time
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_tui.pinyin import spelled_by, syllables
from tests.programme.plan import PLAN, TEXT

TEXTS = [
    *(item.text for item in PLAN.items), *(PLAN.area_heading(item) for item in PLAN.items),
    *(name for unit in PLAN.units for name in (unit.name, *unit.aliases)),
]  # fmt: skip
few = settings(max_examples=60, deadline=None)


@st.composite
def runs(draw: st.DrawFn) -> str:
    """Characters of the programme that follow one another, with the punctuation among them."""
    text = draw(st.sampled_from(TEXTS))
    parted = "".join(c if c in syllables() or not c.isalnum() else "\n" for c in text)
    part = draw(st.sampled_from([p for p in parted.split("\n") if _count(p) >= 2]))
    start = draw(st.integers(0, len(part) - 1))
    run = part[start : draw(st.integers(start + 1, len(part)))]
    return run if _count(run) >= 2 else part


def _count(text: str) -> int:
    return sum(c in syllables() for c in text)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("开发“信易贷”产品", "xyd"), ("信易贷", "xinyidai"), ("信易贷", "xinyd"),
        ("信易贷", "xyidai"), ("信易贷", "xyda"), ("信易贷", "xinyid"), ("信易贷", "XYD"),
        ("信易贷", "xin yi dai"), ("信易贷", "xy"), ("信易贷", "yidai"),
        ("人民银行", "yinhang"), ("人民银行", "yh"), ("行业信用", "hangye"), ("运行", "yunxing"),
        ("重点领域", "zhongdian"), ("重复", "chongfu"), ("行长", "hangzhang"), ("延长", "yanchang"),
        ("会计", "kuaiji"), ("会议", "huiyi"), ("覆盖率", "fugailv"), ("统率", "tongshuai"),
        ("战略", "zhanlve"), ("战略", "zhanlue"), ("西安", "xian"), ("西安", "xi'an"),
        ("政务（司法）信用", "sfxy"), ("垃圾分类、商户", "flsh"), ("信息、互信", "xxihux"),
    ],
)  # fmt: skip
def test_each_character_is_typed_by_initial_or_syllable_and_the_last_one_in_part(
    text: str, typed: str
) -> None:
    assert spelled_by(text, typed)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("信易贷", "xdy"), ("信易贷", "xd"), ("信易贷", "xiyd"), ("信易贷", "xinyidaip"),
        ("信易贷", "xinyydai"), ("信易贷", "x"), ("信易贷", ""), ("信易贷", "xy1"),
        ("信易贷", "信易"), ("信易贷", "xyd贷"), ("信A易贷", "xyd"), ("信2易贷", "xy"),
        ("信用", "shenyong"), ("water", "water"), ("", "xy"), ("。、（）", "xy"),
    ],
)  # fmt: skip
def test_what_spells_no_characters_that_follow_one_another_finds_nothing(
    text: str, typed: str
) -> None:
    assert not spelled_by(text, typed)


@few
@given(runs())
def test_the_initials_of_any_run_of_a_programme_text_find_it(run: str) -> None:
    said = [syllables()[c] for c in run if c in syllables()]
    for pick in (0, -1):
        assert spelled_by(run, "".join(each[pick][0] for each in said))
        assert spelled_by(run, "".join(each[pick] for each in said))


@few
@given(runs(), st.randoms(use_true_random=False))
def test_any_mixture_of_syllables_and_initials_finds_a_run(run: str, random: Random) -> None:
    readings = [random.choice(syllables()[c]) for c in run if c in syllables()]
    typed = "".join(random.choice((each, each[0])) for each in readings[:-1])
    last = readings[-1]
    assert spelled_by(run, typed + last[: random.randint(1, len(last))])


def test_every_character_of_the_shipped_programme_has_a_reading() -> None:
    han = {c for c in TEXT if "\u3400" <= c <= "\u9fff" or c == "〇"}
    assert len(han) > 500
    assert han <= set(syllables())


def test_readings_are_few_and_typed_with_letters() -> None:
    for c, said in syllables().items():
        assert len(c) == 1
        assert 1 <= len(said) == len(set(said)) <= 4
        assert all(each.isascii() and each.isalpha() and each.islower() for each in said)


def test_nothing_is_read_before_somebody_types_two_latin_letters() -> None:
    program = (
        "import sys\n"
        "from liaison_tui.workspace import load_programme\n"
        "from liaison_tui.pinyin import spelled_by, syllables\n"
        "texts = [item.text for item in load_programme(None).items]\n"
        "for typed in ('', '信易贷', '18', 't18', 'x', '退回'):\n"
        "    assert not any(spelled_by(text, typed) for text in texts)\n"
        "assert syllables.cache_info().misses == 0\n"
        "assert any(spelled_by(text, 'xyd') for text in texts)\n"
        "assert syllables.cache_info().misses == 1\n"
        "assert 'pypinyin' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_sixty_texts_of_a_hundred_characters_are_searched_within_a_key_press() -> None:
    whole = "".join(item.text for item in PLAN.items) * 3
    texts = [whole[at * 100 : at * 100 + 100] for at in range(60)]
    spelled_by(whole, "xyd")
    started = time.perf_counter()
    for text in texts:
        spelled_by(text, "xinyongxyq")
    # It takes 2 ms; the bound is for a busy machine.
    assert time.perf_counter() - started < 0.1
