"""Half-filled forms for tests, no two numbers alike."""

from pathlib import Path

from liaison_tui.journal.fold import Key
from liaison_tui.storage.drafts import Draft, Drafts

ITEMS = 5


def half_filled(number: int, unit: str = "chengjiang") -> Draft:
    """Return the draft of a number, about 1 KB; it takes the place of the one `ITEMS` before."""
    return Draft(
        unit=unit,
        item=f"T{number % ITEMS + 1:02}",
        period="2021-06",
        values={"text": "进展" * 100 + str(number), "quantities.certified": "１２．５万"},
        evidence=({"sha256": f"{number:064x}", "name": "照片.jpg", "size": number},),
        files=(f"/home/王芳/佐证 {number}.pdf",),
        seen=(f"{number:064x}",),
        at="2021-06-28T10:32:05+08:00",
    )


def drafts_in(folder: Path) -> Drafts:
    return Drafts(folder / "drafts.json")


def kept(folder: Path) -> dict[Key, Draft | None]:
    """Return what a fresh opener finds."""
    drafts = drafts_in(folder)
    return {key: drafts.get(key) for key in drafts.keys()}  # noqa: SIM118 - no mapping


def set_aside(folder: Path) -> bytes:
    """Return the bytes of the one file of drafts that could not be read."""
    (kept_aside,) = folder.glob("drafts.damaged-*.json")
    return kept_aside.read_bytes()
