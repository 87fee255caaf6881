"""A dashboard as one .html file, opened by double click: no network, everything escaped.

Its policy allows its own style sheet and its own script, by their hashes, and nothing else. The
script is plain ECMAScript 5, since offices keep old browsers; without it the page shows all.
"""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from liaison_tui.papers.dashboard import heat_table, panels
from liaison_tui.papers.markup import Markup, tag
from liaison_tui.reports import wording
from liaison_tui.reports.dashboard import Dashboard

TITLE = "信用工作看板"
_INSIDE = "内部资料，供工作调度使用；灯和序时进度的界限通知未规定，由信用办设定。"


@dataclass(frozen=True, slots=True)
class WebPage:
    """A whole page to be written as it is: only .html holds it."""

    title: str
    html: str


def dashboard_page(board: Dashboard) -> WebPage:
    """Return a dashboard as it is written to a file."""
    return WebPage(f"{wording.period_word(board.heat.period)}{TITLE}", html(board))


def html(board: Dashboard) -> str:
    """Return the whole document."""
    month = wording.period_word(board.heat.period)
    style, script = _own("dashboard.css"), _own("dashboard.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        # Browsers with two engines take the newer one where they are told to.
        tag("meta", name="renderer", content="webkit"),
        tag("meta", http_equiv="X-UA-Compatible", content="IE=edge"),
        tag("meta", name="viewport", content="width=device-width"),
        tag("title", f"{month}{TITLE}"),
        tag("style", style),
    )
    body = tag(
        "body",
        _banner(board, month),
        panels.filters(board),
        panels.counts(board),
        tag("p", id="chosen", hidden=True),
        _pair([panels.targets(board), panels.year(board)], [panels.lights(board)]),
        heat_table.heat_table(board),
        _pair([panels.ranking(board)], [panels.items(board)], "pair long"),
        tag("script", script),
    )
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='zh-CN')}\n"


def _banner(board: Dashboard, month: str) -> Markup:
    due = f"{board.heat.due.isoformat()} {'已截止' if board.is_past else '截止，还没有到期'}"
    waits = f"　另有 {len(board.waiting)} 家已送达、待核验，没有计入" if board.waiting else ""
    closed = f"　{board.closed}" if board.closed else ""
    as_of = f"截至 {wording.full_moment(board.at)}"
    return tag(
        "header",
        tag("h1", f"{month}{TITLE}"),
        tag("p", f"{board.programme.centre_name}　{as_of}　{due}{closed}{waits}"),
        tag("p", f"依据：{board.programme.document}　{_INSIDE}", class_="note"),
    )


def _pair(left: Sequence[Markup], right: Sequence[Markup], kind: str = "pair") -> Markup:
    return tag("div", [tag("div", side, class_="half") for side in (left, right)], class_=kind)


@cache
def _own(name: str) -> Markup:
    """Return a file of ours that goes into the page as it is."""
    return Markup(files("liaison_tui.papers.dashboard").joinpath(name).read_text("utf-8"))


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
