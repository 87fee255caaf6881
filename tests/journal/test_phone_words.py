"""A fingerprint in words: sixteen of them say all of it, and no two are mistaken for each other."""

from collections import defaultdict
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from liaison_tui.journal.phone_words import device_said, every_word, spoken, words_of
from liaison_tui.journal.submission import fingerprint
from liaison_tui.pinyin import syllables

DEVICES = st.binary(min_size=16, max_size=16).map(bytes.hex)


def as_heard(syllable: str) -> str:
    """A syllable as it comes over a bad line from somebody who speaks with an accent."""
    for said, heard in (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("r", "l"), ("f", "h")):
        if syllable.startswith(said):
            syllable = heard + syllable[len(said) :]
            break
    return syllable.replace("v", "u").removesuffix("g")


def readings(word: str) -> set[tuple[str, ...]]:
    known = syllables()
    return {tuple(map(as_heard, said)) for said in product(*(known[c] for c in word))}


def is_near(one: str, other: str) -> bool:
    """Whether a single letter misheard, missed or added makes one reading of the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    start = next((n for n, c in enumerate(short) if c != long[n]), len(short))
    rest = long[start + 1 :]
    return rest in (short[start:], short[start + 1 :])


def test_there_are_as_many_words_as_bytes_each_of_two_common_characters() -> None:
    words = every_word()
    assert len(words) == len(set(words)) == 256
    assert all(len(word) == 2 and all(c in syllables() for c in word) for word in words)


def test_no_two_words_share_a_reading_however_it_is_heard() -> None:
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for word in every_word():
        for reading in readings(word):
            found[reading].add(word)
    assert [words for words in found.values() if len(words) > 1] == []


def test_no_word_becomes_another_by_one_letter() -> None:
    heard = {word: {" ".join(reading) for reading in readings(word)} for word in every_word()}
    assert [
        (one, other)
        for one, other in combinations(heard, 2)
        if any(is_near(a, b) for a, b in product(heard[one], heard[other]))
    ] == []


def test_the_nearness_that_is_looked_for_is_found() -> None:
    assert readings("眼睛") & readings("眼镜")
    assert is_near("tu zi", "du zi")
    assert is_near("lan hua", "lan hua")
    assert is_near("hua", "huan")
    assert not is_near("lao hu", "da xian")


@given(DEVICES)
def test_words_say_a_device_whole_and_are_read_back(device: str) -> None:
    assert len(words_of(device)) == 16
    assert " ".join(spoken(device)).split() == words_of(device)
    assert device_said(" ".join(spoken(device))) == device
    assert device_said("".join(words_of(device))) == device
    assert device_said(fingerprint(device)) == device
    assert device_said(fingerprint(device).upper().replace(" ", "-")) == device


def test_the_order_of_the_words_never_changes() -> None:
    """Both ends must show the same, whatever versions they run."""
    assert " ".join(spoken("000102030405060708090a0b0c0d0e0f")) == (
        "苹果 香蕉 葡萄 西瓜 草莓 樱桃 荔枝 柠檬 菠萝 花生 杨梅 红枣 白菜 萝卜 黄瓜 茄子"
    )
    assert " ".join(spoken("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff")) == (
        "黄金 煤炭 石油 水泥 瓷器 钻石 木材 红旗 奖杯 龙舟 闹钟 邻居 跳绳 昆明 厦门 芦苇"
    )
