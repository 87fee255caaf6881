"""How the app looks: one accent, greys for structure, and the three lights for lights alone."""

from textual.dom import DOMNode
from textual.theme import Theme

PLAIN = "-plain"
LIGHT = "liaison-light"
DARK = "liaison-dark"

LIGHT_COLOURS = {
    "quiet": "#5F6B7A",
    "line": "#D3DAE3",
    "chosen": "#DCE6F5",
    "page": "#FFFFFF",
    "lamp-green": "#1E7A46",
    "lamp-yellow": "#956200",
    "lamp-red": "#B3261E",
    # The grounds of a map's cells.
    "tint-green": "#DDF0E4",
    "tint-yellow": "#FAEDCF",
    "tint-red": "#FADFDC",
}

DARK_COLOURS = {
    "quiet": "#8C9BAB",
    "line": "#303D4A",
    "chosen": "#213A4A",
    "page": "#1A232D",
    "lamp-green": "#6FCB92",
    "lamp-yellow": "#E3B84E",
    "lamp-red": "#F2847A",
    "tint-green": "#19352A",
    "tint-yellow": "#3B3320",
    "tint-red": "#44262A",
}


def _variables(colours: dict[str, str], *, primary: str, ground: str, panel: str) -> dict[str, str]:
    """Return Textual's own colours by ours, so that its footer, fields and bars look like us."""
    quiet, line, chosen = colours["quiet"], colours["line"], colours["chosen"]
    bars = ("scrollbar-background", "scrollbar-background-hover", "scrollbar-background-active",
            "scrollbar-corner-color")  # fmt: skip
    return {
        **colours,
        **dict.fromkeys(bars, ground),
        "scrollbar": line,
        "scrollbar-hover": quiet,
        "scrollbar-active": primary,
        "border": primary,
        "border-blurred": line,
        "footer-background": panel,
        "footer-item-background": panel,
        "footer-key-background": panel,
        "footer-description-background": panel,
        "footer-key-foreground": primary,
        "footer-description-foreground": quiet,
        "input-selection-background": chosen,
        "screen-selection-background": chosen,
    }


THEMES = (
    Theme(
        name=LIGHT,
        dark=False,
        primary="#1B4B8F",
        secondary="#5F6B7A",
        accent="#1B4B8F",
        foreground="#1D2733",
        background="#F6F8FA",
        surface="#FFFFFF",
        panel="#E9EEF4",
        warning="#956200",
        error="#B3261E",
        success="#1E7A46",
        variables=_variables(LIGHT_COLOURS, primary="#1B4B8F", ground="#F6F8FA", panel="#E9EEF4"),
    ),
    Theme(
        name=DARK,
        dark=True,
        primary="#7CC7DA",
        secondary="#8C9BAB",
        accent="#7CC7DA",
        foreground="#D8E0E8",
        background="#131A21",
        surface="#1A232D",
        panel="#202B36",
        warning="#E3B84E",
        error="#F2847A",
        success="#6FCB92",
        variables=_variables(DARK_COLOURS, primary="#7CC7DA", ground="#131A21", panel="#202B36"),
    ),
)


def cut_mark(node: DOMNode) -> str:
    """Return what stands where text was cut."""
    return ".." if is_plain(node) else "…"


def is_plain(node: DOMNode) -> bool:
    """Tell whether the app draws plainly: no fine lines, no glyphs that some terminals widen."""
    return node.app.has_class(PLAIN)
