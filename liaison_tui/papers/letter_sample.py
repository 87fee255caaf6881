"""What stands in a template (公文模板) that was just made: each style in its own looks."""

from dataclasses import replace

from liaison_tui.papers.letter import Letter
from liaison_tui.papers.paper import Block, Column, Grid, Line, Paper

_COLUMNS = (Column("样式", 40), Column("用在哪里", 116))
_STYLES = (
    ("公文标题", "公文的标题"),
    ("一级标题、二级标题", "正文里的“一、”和“（一）”"),
    ("正文（Normal）", "正文，主送机关，署名，成文日期"),
    ("发文机关标志", "红头"),
    ("标识", "“内部资料”、“附件”字样"),
    ("表格标题、表格文字", "表格的表头和内容"),
    ("页码", "页脚里的页码"),
)
_BLOCKS: tuple[Block, ...] = (
    Line("一、怎样改", level=1),
    Line(
        "用文字处理软件改本文件的纸张、页边距、页眉页脚和样式，改好以后保存，名称和位置不变。"
        "以后制作的通报、专报、督办通知单、失分指标交办单都按它排版。"
    ),
    Line("（一）要改样式，不要只改文字", level=2),
    Line("这里的文字只供对照，制作公文时不会用到。在样式上修改，各份公文才会跟着变。"),
    Line("（二）不想用了", level=2),
    Line("删去本文件，程序就按自带的版式排版。"),
    Line("二、各个样式", level=1),
    Grid(_COLUMNS, _STYLES),
)


def sample(letter: Letter) -> Letter:
    """Return the letter whose file is the template; `letter` bears the office's letterhead."""
    paper = Paper("公文模板", letter.signature, "", _BLOCKS)
    return replace(letter, paper=paper)
