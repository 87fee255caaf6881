"""What a unit says besides its entries, by the commands of docs/CLI.md."""

from pathlib import Path

from tests.cli.conftest import Shell


def state(shell: Shell, folder: Path, item: str) -> str:
    [row] = [i for i in shell("-C", folder, "tasks", "--json").json["items"] if i["id"] == item]
    return str(row["state"])


def send(shell: Shell, met: tuple[Path, Path]) -> None:
    unit, centre = met
    path = shell("-C", unit, "export", "--json").json["path"]
    assert shell("-C", centre, "merge", path).status == 0


def test_an_entry_is_withdrawn_and_counts_as_missing_at_the_centre(
    shell: Shell, met: tuple[Path, Path]
) -> None:
    unit, centre = met
    done = shell("-C", unit, "withdraw", "i05", "--reason", "报错了月份。", "--json")
    assert done.status == 0
    assert set(done.json) == {"id", "item", "period"}
    assert (done.json["item"], done.json["period"]) == ("I05", "2021-06")
    assert state(shell, unit, "I05") == "unreported"
    send(shell, met)
    overview = shell("-C", centre, "overview", "--period", "2021-06", "--json").json
    [row] = [u for u in overview["units"] if u["id"] == "chengjiang"]
    assert (row["reported"], row["missing"]) == (0, row["owed"])
    where = ("-C", centre, "history", "I05", "--unit", "澄江街道")
    history = shell(*where, "--json").json
    assert [(r["kind"], r.get("reason")) for r in history] == [
        ("progress", None), ("withdraw", "报错了月份。"),
    ]  # fmt: skip
    assert history[1]["id"] == done.json["id"]
    told = shell(*where).out
    assert "撤回\n" in told
    assert "撤回原因：报错了月份。" in told
    [head] = shell("-C", centre, "entries", "--json").json
    assert (head["id"], head["state"]) == (done.json["id"], "unreported")
    assert "撤回" in shell("-C", centre, "entries").out
    for folder in met:
        assert shell("-C", folder, "check").status == 0


def test_a_withdrawal_is_confirmed_in_a_line(shell: Shell, unit: Path) -> None:
    shell("-C", unit, "record", "I05", "--text", "一")
    told = shell("-C", unit, "withdraw", "I05", "--reason", "重复").out
    assert told.startswith("已撤回 ")
    assert "2021-06 I05" in told
    again = shell("-C", unit, "withdraw", "I05", "--reason", "重复")
    assert (again.status, again.out) == (1, "")


def test_more_time_is_asked_for_and_stands_in_the_history(
    shell: Shell, met: tuple[Path, Path]
) -> None:
    unit, centre = met
    done = shell(
        "-C", unit, "extend", "I05", "--until", "2021/07/20", "--reason", "数据未出。", "--json"
    )
    assert done.status == 0
    assert set(done.json) == {"id", "item", "period", "until"}
    assert done.json["until"] == "2021-07-20"
    assert "2021-07-16" in shell(
        "-C", unit, "extend", "I05", "--until", "2021-07-16", "--reason", "再早些。"
    ).out  # fmt: skip
    send(shell, met)
    told = shell("-C", centre, "history", "I05", "--unit", "澄江街道").out
    assert "延期申请" in told
    assert "申请延至：2021-07-16" in told
    assert "申请理由：再早些。" in told
    assert "2021-07-20" not in told  # replaced before it was sent
    assert shell("-C", centre, "check").status == 0


def test_a_roster_is_filled_and_the_centre_sees_who_is_in_place(
    shell: Shell, met: tuple[Path, Path]
) -> None:
    unit, centre = met
    assert shell("-C", unit, "roster", "--json").json["missing"] == [
        "head", "deputy", "section", "officer", "phone",
    ]  # fmt: skip
    done = shell(
        "-C", unit, "roster", "--set", "officer.name=周敏", "--set", "联络员.办公电话=0510-1",
        "--set", "主要负责人.姓名=李强", "--set", "业务科室.名称=经发办", "--json",
    )  # fmt: skip
    assert done.status == 0
    assert set(done.json) == {"unit", "id", "at", "by", "roster", "missing"}
    assert done.json["roster"]["section"] == {"name": "经发办"}
    assert done.json["missing"] == ["deputy"]
    assert "缺分管负责人" in shell("-C", unit, "roster").out
    send(shell, met)
    rows = shell("-C", centre, "roster", "--json").json["units"]
    assert len(rows) == 63
    [row] = [row for row in rows if row["unit"]["id"] == "chengjiang"]
    assert row == shell("-C", centre, "roster", "--unit", "澄江街道", "--json").json
    assert row["roster"] == done.json["roster"]
    assert "全到位 0 / 63 家" in shell("-C", centre, "roster").out
    shell("-C", unit, "roster", "--set", "deputy.name=陈洁")
    assert "全到位" in shell("-C", unit, "roster").out
    assert shell("-C", centre, "check").status == 0


def test_an_activity_is_typed_once_and_feeds_the_entry(
    shell: Shell, met: tuple[Path, Path]
) -> None:
    unit, centre = met
    added = shell(
        "-C", unit, "activity", "add", "--sort", "宣传活动", "--date", "2021-06-03", "--place",
        "市民广场", "--people", "120", "--title", "信用记录关爱日", "--json",
    )  # fmt: skip
    assert added.status == 0
    assert set(added.json) == {
        "id", "period", "sort", "title", "date", "place", "people", "at", "by",
    }  # fmt: skip
    shell("-C", unit, "activity", "add", "--sort", "training", "--date", "2021-05-20", "--title",
          "联络员培训")  # fmt: skip
    listed = shell("-C", unit, "activity", "list", "--period", "2021-Q2", "--json").json
    assert set(listed) == {"unit", "period", "activities", "suggestions"}
    assert [row["title"] for row in listed["activities"]] == ["联络员培训", "信用记录关爱日"]
    fed = {row["item"]: row for row in listed["suggestions"]}
    assert set(fed) == {"I18", "T21", "T22"}
    assert fed["I18"]["quantities"] == {"activities": "1"}
    assert "6月3日在市民广场举办“信用记录关爱日”" in fed["T22"]["text"]
    assert "可填入 I18" in shell("-C", unit, "activity", "list").out
    assert shell("-C", unit, "record", "I18", "--from-activities", "--problems", "无").status == 0
    [entry] = shell("-C", unit, "entries", "--item", "I18", "--json").json
    assert entry["quantities"] == {"activities": "1"}
    assert "市民广场" in entry["text"]
    shell("-C", unit, "record", "I18", "--from-activities", "--quantity", "activities=3",
          "--text", "另有两次。")  # fmt: skip
    [entry] = shell("-C", unit, "entries", "--item", "I18", "--json").json
    assert (entry["quantities"], entry["text"]) == ({"activities": "3"}, "另有两次。")
    send(shell, met)
    where = ("-C", centre, "activity", "list", "--unit", "澄江街道", "--period", "2021", "--json")
    assert shell(*where).json["activities"] == listed["activities"]
    name = added.json["id"][:8]
    changed = shell("-C", unit, "activity", "change", name, "--people", "130", "--json")
    assert changed.json["people"] == 130
    gone = shell("-C", unit, "activity", "withdraw", changed.json["id"][:8], "--json")
    assert set(gone.json) == {"id", "period"}
    send(shell, met)
    assert [row["title"] for row in shell(*where).json["activities"]] == ["联络员培训"]
    assert shell("-C", centre, "check").status == 0


def test_a_plan_is_written_by_parts_and_stands_in_the_history(shell: Shell, tmp_path: Path) -> None:
    shell("init", "lead", "--unit", "宣传部")
    lead = tmp_path / "lead"
    assert shell("-C", lead, "plan", "T18", "--json").json["id"] is None
    shell("-C", lead, "plan", "T18", "--goals", "建成专栏。", "--step", "2021-09-30=完成试点")
    done = shell("-C", lead, "plan", "T18", "--safeguards", "专人负责。", "--json")
    assert done.status == 0
    assert set(done.json) == {
        "unit", "item", "id", "at", "by", "goals", "key_work", "steps", "safeguards",
    }  # fmt: skip
    assert done.json["goals"] == "建成专栏。"
    assert done.json["steps"] == [{"text": "完成试点", "by": "2021-09-30"}]
    assert "还缺重点工作" in shell("-C", lead, "plan", "T18").out
    told = shell("-C", lead, "history", "T18").out
    assert "实施方案\n    具体目标：建成专栏。" in told
    assert "2021-09-30　完成试点" in told
    assert shell("-C", lead, "check").status == 0


def test_a_units_own_item_is_among_its_tasks_and_is_recorded_as_others_are(
    shell: Shell, met: tuple[Path, Path]
) -> None:
    unit, centre = met
    added = shell(
        "-C", unit, "local", "add", "--sort", "亮点", "--text", "信用示范街区", "--json"
    )  # fmt: skip
    assert added.status == 0
    assert added.json == {
        "id": "L01", "sort": "highlight", "text": "信用示范街区", "from": "2021-06",
        "withdrawn": False, "namesakes": [],
    }  # fmt: skip
    tasks = shell("-C", unit, "tasks", "--json").json["items"]
    [row] = [item for item in tasks if item["kind"] == "local"]
    assert (row["id"], row["area"], row["role"], row["via"]) == ("L01", "亮点", "lead", "named")
    assert (row["state"], row["due"]) == ("unreported", "2021-07-05")
    assert "L01" in shell("-C", unit, "tasks").out
    earlier = shell("-C", unit, "tasks", "--period", "2021-05", "--json").json["items"]
    assert not [item for item in earlier if item["kind"] == "local"]
    saved = shell("-C", unit, "record", "l1", "--percent", "40", "--text", "已选址。", "--json")
    assert (saved.status, saved.json["item"], saved.json["warnings"]) == (0, "L01", [])
    assert shell("-C", unit, "extend", "L01", "--until", "2021-07-20", "--reason", "一").status == 0
    before = shell("-C", centre, "overview", "--period", "2021-06", "--json").json["totals"]
    send(shell, met)
    overview = shell("-C", centre, "overview", "--period", "2021-06", "--json")
    assert overview.json["totals"] == before
    [entry] = shell("-C", centre, "entries", "--item", "L01", "--json").json
    assert (entry["item"], entry["text"]) == ("L01", "已选址。")
    assert "已选址" in shell("-C", centre, "entries").out
    told = shell("-C", centre, "history", "L01", "--unit", "澄江街道").out
    assert "亮点：信用示范街区" in told
    assert "工作进展：已选址。" in told
    assert state(shell, unit, "L01") == "exported"
    changed = shell("-C", unit, "local", "change", "L01", "--text", "诚信示范街区", "--json")
    assert changed.json["text"] == "诚信示范街区"
    assert shell("-C", unit, "local", "withdraw", "L01", "--json").json["withdrawn"]
    again = shell("-C", unit, "local", "add", "--sort", "focus", "--text", "重点", "--json")
    assert again.json["id"] == "L02"
    send(shell, met)
    where = ("local", "list", "--unit", "澄江街道", "--json")
    assert shell("-C", centre, *where).json == shell("-C", unit, *where).json
    assert "已撤销" in shell("-C", unit, "local", "list").out
    at_centre = shell("-C", centre, "tasks", "--unit", "澄江街道", "--json").json["items"]
    assert [item["id"] for item in at_centre if item["kind"] == "local"] == ["L02"]
    for folder in met:
        assert shell("-C", folder, "check").status == 0
