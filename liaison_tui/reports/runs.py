"""Earlier takings-in of a centre, as lines for people."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from liaison_tui.reports import wording
from liaison_tui.reports.table import render
from liaison_tui.text import one_line


def runs_table(runs: Sequence[Mapping[str, Any]]) -> str:
    """Return the runs, the newest first."""
    if not runs:
        return "还没有汇入过文件。"
    rows = [
        (wording.full_moment(run.get("at")), run.get("by", ""), len(_files(run)), *_rest(run))
        for run in runs
    ]
    heads = ("时间", "汇入人", "文件", "结果", "新增", "收到时间", "理由")
    return render(heads, rows, widest=44, right="文件 新增")


def run_words(run: Mapping[str, Any]) -> str:
    """Return a run in one line."""
    counts, new, received, reason = _rest(run)
    stated = f"，收到时间 {received}（{reason}）" if received else ""
    who = f"{wording.full_moment(run.get('at'))} {run.get('by', '')}"
    return one_line(f"{who} 汇入 {len(_files(run))} 个文件：{counts}，新增 {new} 条{stated}")


def _files(run: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    files: Sequence[Mapping[str, Any]] = run.get("files", ())
    return files


def _rest(run: Mapping[str, Any]) -> tuple[str, int, str, str]:
    outcomes = Counter(str(file.get("outcome")) for file in _files(run))
    counts = [f"{word} {outcomes[key]}" for key, word in wording.OUTCOMES.items() if outcomes[key]]
    new = sum(int(file.get("new_events", 0)) for file in _files(run))
    received = wording.full_moment(run.get("received"))
    return "、".join(counts), new, received, str(run.get("reason", ""))
