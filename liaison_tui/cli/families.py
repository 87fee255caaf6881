"""Which module has which command: each is loaded when it is first asked for.

All of them together take longer to load than a command takes to run, or the app to open.
"""

from collections.abc import Iterator, MutableMapping
from importlib import import_module

import click

# A module of this room, and its commands by the words for them.
FAMILIES: dict[str, dict[str, str]] = {
    "activity_command": {"activity": "activity"},
    "approval_commands": {"approve": "approve"},
    "centre_commands": {"overview": "overview", "entries": "entries"},
    "centre_reports": {"letterhead": "letterhead"},
    "close_command": {"close": "close"},
    "demo_command": {"demo": "demo"},
    "exchange_commands": {
        "merge": "merge",
        "trust": "trust",
        "feedback": "feedback",
        "receive": "merge",
    },
    "filler_command": {"filler": "filler"},
    "form_commands": {"form": "form", "import": "import_form"},
    "indicator_commands": {"indicators": "indicators", "deduct": "deduct"},
    "inspect_command": {"inspect": "inspect"},
    "local_command": {"local": "local"},
    "meeting_command": {"meeting": "meeting"},
    "plan_command": {"plan": "plan"},
    "precheck_command": {"precheck": "precheck"},
    "programme_commands": {"programme": "programme"},
    "register_commands": {"problems": "problems", "practices": "practices"},
    "remind_command": {"remind": "remind"},
    "report_commands": {"report": "report"},
    "review_command": {"review": "review"},
    "ruling_commands": {
        "answer": "answer",
        "extension": "extension",
        "call": "call",
        "discharge": "discharge",
    },
    "score_commands": {
        "scores": "scores_command",
        "objection": "objection_command",
        "adjust": "adjust_command",
    },
    "settle_command": {"settle": "settle"},
    "statement_commands": {"withdraw": "withdraw", "extend": "extend", "roster": "roster"},
    "sums_commands": {"sums": "sums", "verify": "verify"},
    "survey_commands": {
        "heat": "heat",
        "search": "search",
        "evidence": "evidence",
        "trial": "try_lights",
    },
    "unit_commands": {
        "tasks": "tasks",
        "record": "record",
        "history": "history",
        "export": "export",
    },
    "unreadable_command": {"unreadable": "unreadable"},
    "upkeep_commands": {
        "init": "init",
        "check": "check",
        "device": "device",
        "completion": "completion",
    },
}


class Commands(MutableMapping[str, click.Command]):
    """The commands by their words."""

    def __init__(self) -> None:
        self._places = {
            word: (family, name)
            for family, words in FAMILIES.items()
            for word, name in words.items()
        }
        self._loaded: dict[str, click.Command] = {}

    def __getitem__(self, word: str) -> click.Command:
        """Return a command, loaded; raises KeyError for a word that is none."""
        if word not in self._loaded:
            family, name = self._places[word]
            self._loaded[word] = getattr(import_module(f"liaison_tui.cli.{family}"), name)
        return self._loaded[word]

    def __setitem__(self, word: str, command: click.Command) -> None:
        """Keep a command that is loaded already."""
        self._places.setdefault(word, ("", ""))
        self._loaded[word] = command

    def __delitem__(self, word: str) -> None:
        """Take a command away."""
        del self._places[word]
        self._loaded.pop(word, None)

    def __iter__(self) -> Iterator[str]:
        """Give the words; nothing is loaded for that."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self._places)
