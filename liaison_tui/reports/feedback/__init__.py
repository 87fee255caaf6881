"""What the centre has said to a unit, as its feedback page lists it: what asks for something first.

Pure: `Workspace.read_feedback` gathers it (`gathered.py`), a module for each sort of statement puts
it in words (`notice.py`), `listing.py` in order.
"""

from liaison_tui.reports.feedback.gathered import Feedback
from liaison_tui.reports.feedback.listing import asking, in_sections, in_words, notices
from liaison_tui.reports.feedback.notice import ANSWERABLE, SORTS, Notice

__all__ = [
    "ANSWERABLE",
    "SORTS",
    "Feedback",
    "Notice",
    "asking",
    "in_sections",
    "in_words",
    "notices",
]
