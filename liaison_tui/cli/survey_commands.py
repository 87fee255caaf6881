"""What a centre looks up over all its units: the heat map, entries by words, files in use."""

import click

from liaison_tui import clock, survey
from liaison_tui.cli import options, plan_versions
from liaison_tui.cli.chinese import Command, Word
from liaison_tui.cli.output import answer, say
from liaison_tui.cli.session import Session
from liaison_tui.errors import WrongUse
from liaison_tui.programme.names import find_item, local_id
from liaison_tui.reports import searching, trial
from liaison_tui.reports.heat import HEAT_ORDERS, HeatOrder, heat_json, heat_table
from liaison_tui.rulings import plan_versions as proposals

_ORDERS: dict[str, str] = {str(order): word for order, word in HEAT_ORDERS.items()}


@click.command(cls=Command, example="liaison heat --period 2021-06 --order missing")
@options.period
@click.option("--order", type=Word("排列", _ORDERS), default="plan", help="各组里的次序")
@options.as_json
@click.pass_obj
def heat(session: Session, period: str | None, order: HeatOrder, as_json: bool) -> None:
    """（汇总端）热力图：各单位各事项的状态和灯，全年走势。"""
    workspace = session.centre
    month = workspace.month(period)
    found, year = survey.read_heat(workspace, month), survey.read_year(workspace, month)
    answer(heat_json(found, year), as_json=as_json, table=lambda: heat_table(found, year, order))


@click.command(cls=Command, example="liaison search 贯标 示范 --period 2021-Q2")
@click.argument("words", nargs=-1, required=True, metavar="文字…")
@options.unit
@click.option("--item", metavar="事项", help="只找这一事项")
@click.option("--period", metavar="时段", help="只找这个月份、季度、半年或年份；不写则不限")
@options.as_json
@click.pass_obj
def search(
    session: Session,
    words: tuple[str, ...],
    unit: str | None,
    item: str | None,
    period: str | None,
    as_json: bool,
) -> None:
    """（汇总端）在全部填报里检索文字，更正以前的也在内。"""
    workspace = session.centre
    typed = " ".join(words)
    result = survey.search(
        workspace,
        typed,
        units=None if unit is None else [workspace.unit_named(unit).id],
        items=None if item is None else [local_id(item) or find_item(workspace.programme, item).id],
        periods=None if period is None else workspace.span(period).months,
    )
    answer(
        searching.search_json(result, typed),
        as_json=as_json,
        table=lambda: searching.search_table(result, workspace.programme),
    )


@click.command(cls=Command, example="liaison evidence --shared")
@click.option("--shared", is_flag=True, help="只列用在几处（单位、事项、月份）的同一个文件")
@click.option("--period", metavar="时段", help="只列用于这个月份、季度、半年或年份的；不写则不限")
@options.as_json
@click.pass_obj
def evidence(session: Session, shared: bool, period: str | None, as_json: bool) -> None:
    """（汇总端）佐证材料用在哪些单位、事项和月份。"""
    workspace = session.centre
    files = survey.evidence_files(
        workspace,
        least=2 if shared else 1,
        periods=None if period is None else workspace.span(period).months,
    )
    answer(
        searching.files_json(files),
        as_json=as_json,
        table=lambda: searching.files_table(files, workspace.programme),
    )


@click.command("trial", cls=Command, example="liaison trial --yellow 5 --red 20 --period 2021-06")
@click.option("--yellow", default="", metavar="百分点", help="落后序时进度多少个百分点起亮黄灯")
@click.option("--red", default="", metavar="百分点", help="落后超过多少个百分点亮红灯")
@options.period
@click.option("--adopt", is_flag=True, help="列出变色的以后，按所试的界限生成下一版")
@click.option("--from", "since", metavar="月份", help="与 --adopt 同用：从哪个月起执行")
@click.option("--reason", default="", metavar="文字", help="与 --adopt 同用：事由")
@click.option("--yes", is_flag=True, help="不再询问")
@options.as_json
@click.pass_obj
def try_lights(
    session: Session,
    yellow: str,
    red: str,
    period: str | None,
    adopt: bool,
    since: str | None,
    reason: str,
    yes: bool,
    as_json: bool,
) -> None:
    """（汇总端）灯的规则试算：改了界限，哪些会变色；不加 --adopt 不改动任何规则。"""
    if adopt != (since is not None):
        raise WrongUse("按试算执行要写明起始月份", "请写 --adopt --from 月份")
    workspace = session.centre
    month = workspace.month(period)
    rules = trial.rules_with(workspace.programme.at(month).lights, yellow, red)
    found = survey.read_heat(workspace, month)
    changes = trial.changes(found, rules, clock.today())
    if since is not None:
        session.to_write()
        if not as_json:
            say(trial.light_words(found, changes))
        proposal = proposals.thresholds(
            workspace, rules, since=workspace.month(since), reason=reason
        )
        plan_versions.keep(workspace, proposal, yes=yes, as_json=as_json)
        return
    answer(
        trial.trial_json(found, rules, changes),
        as_json=as_json,
        table=lambda: trial.trial_table(found, workspace.programme, rules, changes),
    )
