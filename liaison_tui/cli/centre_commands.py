"""A centre's commands to look: the overview, current entries."""

import click

from liaison_tui import clock, survey
from liaison_tui.cli import options
from liaison_tui.cli.chinese import Command
from liaison_tui.cli.output import answer, answer_rows
from liaison_tui.cli.session import Session
from liaison_tui.exchange.trusting import waiting_units
from liaison_tui.programme.names import find_item, local_id
from liaison_tui.reports import entries as entry_rows
from liaison_tui.reports import overview as overview_rows


@click.command(cls=Command, example="liaison overview --period 2021-06")
@options.span
@options.as_json
@click.pass_obj
def overview(session: Session, period: str | None, as_json: bool) -> None:
    """（汇总端）各单位应报、已报、逾期、未报一览。"""
    workspace = session.centre
    span = workspace.span(period)
    last = workspace.store.vouching().last_received
    result = overview_rows.overview(
        workspace.programme,
        span,
        workspace.reports_up_to(span),
        last,
        clock.today(),
        workspace.rulings(),
    )
    answer(
        result,
        as_json=as_json,
        table=lambda: overview_rows.overview_table(
            result, workspace.programme, waiting_units(workspace.office), clock.today()
        ),
    )


@click.command(cls=Command, example="liaison entries --unit 澄江街道 --period 2021-06")
@options.unit
@click.option("--item", metavar="事项", help="只列这一事项")
@options.span
@options.as_json
@click.pass_obj
def entries(
    session: Session, unit: str | None, item: str | None, period: str | None, as_json: bool
) -> None:
    """列出现行填报；不一致的各条都列出。"""
    workspace = session.workspace
    reports = survey.current_reports(
        workspace,
        unit=None if unit is None else workspace.unit_named(unit).id,
        items=None if item is None else [local_id(item) or find_item(workspace.programme, item).id],
        periods=workspace.span(period).months,
    )
    if as_json:
        answer_rows(entry_rows.entries_one_by_one(reports))
        return
    found = list(reports)
    rows, channels = entry_rows.entries(found), entry_rows.entered(found)
    table = entry_rows.entries_table
    answer({}, as_json=False, table=lambda: table(rows, workspace.programme, channels))
