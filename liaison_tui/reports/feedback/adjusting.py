"""Notices of new versions of the plan: what of them changes for the unit."""

from collections.abc import Iterator

from liaison_tui.programme.changes import Change, changes
from liaison_tui.reports import wording
from liaison_tui.reports.feedback.gathered import Feedback
from liaison_tui.reports.feedback.notice import Notice, filled


def versions(found: Feedback) -> Iterator[Notice]:
    """Yield what each version of the plan changes for the unit."""
    for old, new in zip(found.versions, found.versions[1:], strict=False):
        since = f"{wording.period_word(new.in_force_from)}起"
        document = ("依据", f"{new.title}（{new.document}）第 {new.version} 版")
        changed = changes(old, new, found.unit.id)
        for change in changed:
            yield Notice(
                key=f"{new.name}:{change.item.id}",
                sort="programme",
                what=f"{change.item.id} {change.item.text}",
                state=wording.CHANGES[change.sort],
                asks=False,
                when=since,
                at=new.name,
                told=filled(("调整", _change_words(change)), ("从何时起", since), document),
                items=() if change.sort == "dropped" else (change.item.id,),
            )
        if not changed:
            nothing = ("调整", "本单位的应报事项没有变化")
            yield Notice(
                key=new.name,
                sort="programme",
                what=f"第 {new.version} 版",
                state="无变化",
                asks=False,
                when=since,
                at=new.name,
                told=filled(nothing, ("从何时起", since), document),
            )


def _change_words(change: Change) -> str:
    before, after = (wording.ROLES[role] if role else "" for role in (change.before, change.after))
    if change.sort == "role":
        return f"由{before}改为{after}"
    return f"新增，本单位为{after}" if change.sort == "added" else f"取消，原为{before}"
