"""Everything that can go wrong before a user's eyes: one family, a plain Chinese sentence each."""


class LiaisonError(Exception):
    """Something a user must be told, in one sentence, and what to do next.

    `sentence` and `advice` are Chinese and end without a full stop; `exit_status` is what a command
    ends with (1: refused for its data or its state, 2: wrong usage or unknown names).
    """

    exit_status = 1

    def __init__(self, sentence: str, advice: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.sentence}。{self.advice}。" if self.advice else f"{self.sentence}。"


class Refused(LiaisonError):
    """The data given cannot be taken; nothing was written."""


class Damaged(LiaisonError):
    """What lies on the disk is not what was written there."""


class WrongUse(LiaisonError):
    """The command does not fit the place or the moment, or its words are off."""

    exit_status = 2


class UnknownName(WrongUse):
    """A name nobody bears; the nearest known ones are the advice."""

    def __init__(self, what: str, given: str, nearest: list[str]) -> None:
        advice = f"最接近的是：{'、'.join(nearest)}" if nearest else ""
        super().__init__(f"没有“{given}”这个{what}", advice)
        self.nearest = nearest
