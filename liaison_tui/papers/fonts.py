"""The fonts of official documents (GB/T 9704—2012, 5.2.2), each with what may stand in for it.

Windows, WPS and Kylin name the same cuts differently; a word processor that has none of a font's
names takes the next from the font table.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fonts:
    """Names of fonts: the first of each is set, the others may stand in for it.

    `bold_title` is for offices without 小标宋, which set titles in bold 宋体.
    """

    title: tuple[str, ...] = (
        "方正小标宋简体", "小标宋", "FZXiaoBiaoSong-B05S", "华文中宋", "STZhongsong", "宋体",
    )  # fmt: skip
    body: tuple[str, ...] = ("仿宋", "仿宋_GB2312", "FangSong", "方正仿宋_GBK", "华文仿宋")
    heading1: tuple[str, ...] = ("黑体", "SimHei", "方正黑体_GBK", "华文黑体")
    heading2: tuple[str, ...] = ("楷体", "楷体_GB2312", "KaiTi", "方正楷体_GBK", "华文楷体")
    page_number: tuple[str, ...] = ("宋体", "SimSun", "方正书宋_GBK", "华文宋体")
    bold_title: bool = False

    @property
    def all(self) -> dict[str, tuple[str, ...]]:
        """The stand-ins of every font, by its name."""
        found: dict[str, tuple[str, ...]] = {}
        for names in (self.title, self.body, self.heading1, self.heading2, self.page_number):
            found.setdefault(names[0], names[1:])
        return found


STANDARD = Fonts()
