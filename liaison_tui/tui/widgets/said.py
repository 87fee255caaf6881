"""A fingerprint as one compares it by phone: the digits, and below them the same in words."""

from liaison_tui.journal.phone_words import spoken
from liaison_tui.journal.submission import fingerprint
from liaison_tui.tui.widgets.prose import Paragraph


def fingerprint_said(device: str, label: str, style: str = "") -> list[Paragraph]:
    """Return the lines under a label; both ends show the same."""
    words = [
        Paragraph(line, "念成词" if n == 0 else " ", style) for n, line in enumerate(spoken(device))
    ]
    return [Paragraph(fingerprint(device), label, style), *words]
