"""The one text sanitiser, and the widths terminals give to text."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_tui.text import cell_width, inert, normal, one_line, pad, sanitise, shorten

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
nasty = st.text(
    st.characters() | st.sampled_from(BIDI + "\x00\x07\x1b\x7f\x9b\x9d\ud800\r\n\t \u3000"),
    max_size=30,
)
quick = settings(max_examples=150, deadline=None)


@quick
@given(nasty)
def test_no_control_surrogate_or_bidi_character_gets_through(text: str) -> None:
    clean = sanitise(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in clean.replace("\n", ""))
    assert not set(clean) & set(BIDI)
    assert clean.encode().decode() == clean
    assert sanitise(clean) == clean


@quick
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters=BIDI)))
def test_harmless_text_is_left_as_it_is(text: str) -> None:
    assert sanitise(text) == text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("进展\r\n一\r二\n三", "进展\n一\n二\n三"),
        ("甲\t乙", "甲 乙"),
        ("\x1b[31m红\x1b]0;x\x07", "\ufffd[31m红\ufffd]0;x\ufffd"),
        ("\x9b2J", "\ufffd2J"),
        ("abc\u202egpj.exe", "abc\ufffdgpj.exe"),
        ("\ud800", "\ufffd"),
        ("[@click=app.quit]", "[@click=app.quit]"),
        ("王芳👍🏽", "王芳👍🏽"),
    ],
)
def test_what_is_harmful_becomes_a_replacement_character(text: str, clean: str) -> None:
    assert sanitise(text) == clean


@quick
@given(nasty)
def test_a_name_stays_on_one_line(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert "  " not in line


@quick
@given(st.recursive(nasty | st.integers() | st.none(), lambda s: st.lists(s, max_size=3)
                    | st.dictionaries(st.sampled_from("ab"), s), max_leaves=8))  # fmt: skip
def test_every_string_in_a_json_value_is_made_inert(value: object) -> None:
    def strings(part: object) -> list[str]:
        if isinstance(part, str):
            return [part]
        inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        return [text for child in inner for text in strings(child)]

    clean = inert(value)
    assert strings(clean) == [sanitise(text) for text in strings(value)]
    if isinstance(value, int):
        assert clean == value


@pytest.mark.parametrize(
    ("one", "other"),
    [("发改委（信用办）", "发改委(信用办)"), ("ＳＨＵＩＷＵ", "shuiwu"), (" 税 务　局 ", "税务局")],
)
def test_names_are_compared_half_width_in_lower_case_without_spaces(one: str, other: str) -> None:
    assert normal(one) == normal(other)
    assert normal(one) != normal(other + "处")


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("abc", 3), ("税务局", 6), ("（）", 4), ("e\u0301", 1), ("ＡＢ", 4),
     ("T09 双公示", 10), ("·…", 2)],
)  # fmt: skip
def test_han_characters_take_two_cells(text: str, width: int) -> None:
    assert cell_width(text) == width


@quick
@given(nasty.map(one_line), st.integers(1, 40))
def test_shortened_text_fits_and_says_that_something_was_left_out(text: str, width: int) -> None:
    short = shorten(text, width)
    assert cell_width(short) <= width
    if cell_width(text) <= width:
        assert short == text
    else:
        assert short.endswith("…")
        assert text.startswith(short[:-1])


@quick
@given(nasty.map(one_line), st.integers(0, 40))
def test_padded_text_fills_its_cells_and_loses_nothing(text: str, width: int) -> None:
    padded = pad(text, width)
    assert padded.rstrip(" ") == text.rstrip(" ")
    assert padded.startswith(text)
    assert cell_width(padded) == max(width, cell_width(text))
