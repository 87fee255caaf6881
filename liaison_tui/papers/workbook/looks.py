"""What cells and charts of a workbook look like."""

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from liaison_tui.papers.paper import GROUNDS, Tone
from liaison_tui.papers.sheet import Tinted, Value

# Fonts that Windows has, and for which WPS and Kylin bring others of the same measure.
BODY, HEAD = "宋体", "黑体"
# The letters on the grounds of lights.
_LETTERS: dict[Tone, str] = {
    "green": "#0B5A1E", "yellow": "#6B4E00", "red": "#8F0A14", "grey": "#4A4A4A",
}  # fmt: skip
# What bars and lines are drawn in: strong enough beside each other, and by their lightness too.
INKS: dict[Tone, str] = {
    "green": "#4C9F5B", "yellow": "#F0C33C", "red": "#C23B3B", "grey": "#B8BDC4", "": "#2F5D9B",
}  # fmt: skip


class Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._cells: dict[tuple[object, ...], Format] = {}
        self.title = self._make(font_name=HEAD, font_size=16, align="center")
        self.note = self._make(align="left")
        self.head = self._make(font_name=HEAD, align="center", border=1, bg_color="#E8EDF3")
        self.differs = workbook.add_format({"bg_color": f"#{GROUNDS['red']}", "bold": True})

    def cell(
        self,
        value: Value,
        align: str,
        *,
        strong: bool = False,
        code: bool = False,
        top: bool = False,
        decimals: int = 0,
    ) -> Format:
        """Return the format of a cell of a table; at the `top` its text begins, else amid.

        Its numbers show so many `decimals`; 0 leaves that to the number.
        """
        tone = value.tone if isinstance(value, Tinted) else ""
        key = (
            tone,
            align,
            "strong" if strong else "",
            "code" if code else "",
            "top" if top else "",
            "decimal" * decimals,
        )
        if key not in self._cells:
            wanted: dict[str, object] = {"align": align, "border": 1}
            if strong:
                wanted |= {"font_name": HEAD, "bg_color": "#F4F4F4"}
            if tone:
                wanted |= {"bg_color": f"#{GROUNDS[tone]}", "font_color": _LETTERS[tone]}
            if top:
                wanted["valign"] = "top"
            if decimals:
                wanted["num_format"] = f"0.{'0' * decimals}"
            if code:
                wanted["font_name"] = "Courier New"
            self._cells[key] = self._make(**wanted)
        return self._cells[key]

    def _make(self, **wanted: object) -> Format:
        usual = {"font_name": BODY, "font_size": 10, "valign": "vcenter", "text_wrap": True}
        return self._workbook.add_format({**usual, **wanted})
