"""Keys as a Chinese input method types them: ３ is the key 3, 【 the key [.

What writes text takes such letters as they are; a page asks here where nobody has taken one.
"""

from textual import events

_FULL_WIDTH = "０１２３４５６７８９"
# The key of a letter that was typed, by Textual's name.
KEYS = {letter: str(digit) for digit, letter in enumerate(_FULL_WIDTH)} | {
    "、": "slash", "／": "slash",
    "【": "left_square_bracket", "】": "right_square_bracket",
}  # fmt: skip


def typed_digit(event: events.Key) -> int | None:
    """Return the digit that was typed, in half or full width; None for any other key."""
    typed = event.character or ""
    digit = KEYS.get(typed, typed)
    return int(digit) if digit.isascii() and digit.isdigit() else None
