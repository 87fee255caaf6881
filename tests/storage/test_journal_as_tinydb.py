"""TinyDB's table over the journal: reads like any table, grows by inserts, and never changes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import where
from tinydb.table import Document, Table

from liaison_tui.journal.event import BadEvent
from liaison_tui.storage.journal_table import JournalTable
from tests.journal.speech import event
from tests.storage.shelf import open_unit

FIRST, SECOND = event(nonce=1), event(item="T21", nonce=2)


def table(folder: Path) -> JournalTable:
    return open_unit(folder).table


def fields(of: bytes) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(of)
    return loaded


def test_an_inserted_document_is_an_event_line_and_is_found_again(tmp_path: Path) -> None:
    journal = table(tmp_path)
    assert isinstance(journal, Table)
    assert journal.insert(fields(FIRST.json)) == 1
    assert journal.insert_multiple([fields(SECOND.json)]) == [2]
    lines = (tmp_path / "journal.log").read_bytes().splitlines()
    assert lines[1:] == [b" ".join((e.id.encode(), e.json)) for e in (FIRST, SECOND)]
    for found in (journal, table(tmp_path)):
        assert len(found) == 2
        assert [dict(document) for document in found] == [fields(FIRST.json), fields(SECOND.json)]
        (task,) = found.search(where("item") == "T21")
        assert (dict(task), task.doc_id) == (fields(SECOND.json), 2)
        first = found.get(where("item") == "T20")
        assert isinstance(first, Document)
        assert first["body"] == {"text": "已走访企业"}
        assert found.get(doc_id=2) == task
        assert found.contains(where("item") == "T20")
        assert found.count(where("kind") == "progress") == 2
        assert found.search(where("item") == "T99") == []
        assert len(found.all()) == 2


def test_a_cached_search_sees_what_was_inserted_since(tmp_path: Path) -> None:
    journal = table(tmp_path)
    asked = where("kind") == "progress"
    assert journal.search(asked) == []
    journal.insert(fields(FIRST.json))
    assert len(journal.search(asked)) == 1
    table(tmp_path).insert(fields(SECOND.json))
    journal.refresh()
    assert len(journal.search(asked)) == 2


CHANGES: dict[str, Callable[[JournalTable], object]] = {
    "update": lambda t: t.update({"item": "T22"}),
    "update some": lambda t: t.update({"item": "T22"}, where("item") == "T20"),
    "update by number": lambda t: t.update({"item": "T22"}, doc_ids=[1]),
    "update_multiple": lambda t: t.update_multiple([({"item": "T22"}, where("item") == "T20")]),
    "upsert": lambda t: t.upsert({"item": "T22"}, where("item") == "T20"),
    "upsert new": lambda t: t.upsert(fields(SECOND.json), where("item") == "T21"),
    "remove": lambda t: t.remove(where("item") == "T20"),
    "remove by number": lambda t: t.remove(doc_ids=[1]),
    "truncate": lambda t: t.truncate(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_in_the_journal_is_ever_changed_or_removed(tmp_path: Path, change: str) -> None:
    journal = table(tmp_path)
    journal.insert(fields(FIRST.json))
    before = (tmp_path / "journal.log").read_bytes()
    with pytest.raises(TypeError, match="append-only"):
        CHANGES[change](journal)
    assert (tmp_path / "journal.log").read_bytes() == before
    assert [dict(document) for document in journal] == [fields(FIRST.json)]


@pytest.mark.parametrize("wrong", [{}, {"hello": "world"}, {"v": 1.5}])
def test_what_is_no_event_is_not_inserted(tmp_path: Path, wrong: dict[str, Any]) -> None:
    journal = table(tmp_path)
    before = (tmp_path / "journal.log").read_bytes()
    with pytest.raises((BadEvent, ValueError)):
        journal.insert_multiple([fields(FIRST.json), wrong])
    assert (tmp_path / "journal.log").read_bytes() == before
    assert len(journal) == 0


def test_a_stub_is_no_document(tmp_path: Path) -> None:
    store = open_unit(tmp_path)
    store.take([], [FIRST], [SECOND.id])
    assert len(store.table) == 1
    assert len(table(tmp_path)) == 1
