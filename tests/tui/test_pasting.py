"""What a terminal sends around a paste, in whatever pieces it comes."""

from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key, Paste
from textual.message import Message

from liaison_tui.tui.pasting import PasteReader

START, END = "\x1b[200~", "\x1b[201~"
PIECES = st.sampled_from(
    ["甲", "b", "\n", "\x1b", "\x1b[31m", "\x1b[200~", "[20", "1~", "\x11", "\x1b]0;题\x07"]
)


def read(*pieces: str) -> list[Message]:
    reader = PasteReader()
    return [message for piece in pieces for message in reader.feed(piece)]


def pasted(messages: list[Message]) -> list[str]:
    return [message.text for message in messages if isinstance(message, Paste)]


def keys(messages: list[Message]) -> list[str]:
    return [message.key for message in messages if isinstance(message, Key)]


@given(st.lists(PIECES, min_size=1), st.data())
def test_whatever_is_pasted_comes_as_one_paste_and_presses_nothing(
    pieces: list[str], data: st.DataObject
) -> None:
    text = "".join(pieces).replace(END, "")
    sent = f"前{START}{text}{END}后"
    cuts = sorted(data.draw(st.sets(st.integers(1, len(sent) - 1), max_size=8)))
    parts = [sent[a:b] for a, b in zip([0, *cuts], [*cuts, len(sent)], strict=True)]
    found = read(*parts)
    assert [type(message) for message in found] == [Key, Paste, Key]
    assert pasted(found) == pasted(read(sent))
    assert "\x1b" not in pasted(found)[0]
    assert pasted(found)[0].count("甲") == text.count("甲")


def test_keys_and_the_end_of_all_go_on_as_they_are() -> None:
    assert keys(read("a", "\x1b[A", "\x13", "")) == ["a", "up", "ctrl+s"]


def test_colours_and_links_are_taken_out_with_what_belongs_to_them() -> None:
    link = "\x1b]8;;http://x.invalid\x07链接\x1b]8;;\x1b\\"
    sent = f"{START}\x1b[1;31m红\x1b[0m {link} 乙\x1b丙{END}"
    assert pasted(read(sent)) == ["红 链接 乙丙"]
