"""A machine that plays offices at random: units that write and send, centres that take in.

Whatever it does, when at the end everything has been merged everywhere, both centres must know
the same and say the same.
"""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from liaison_tui import clock, desk
from liaison_tui.errors import Refused
from liaison_tui.workspace import Workspace
from tests.exchange import offices

PCS = {"甲一": "chengjiang", "甲二": "chengjiang", "乙": "huashi", "丙": "gongxin"}
CENTRES = ("东", "西")
ITEMS = ("T12", "T20")
MONTHS = ("2021-06", "2021-07")
_NOON = "2021-06-28T12:00:00+08:00"
_templates: dict[str, Path] = {}

pcs, centres = st.sampled_from(sorted(PCS)), st.sampled_from(CENTRES)
items, months = st.sampled_from(ITEMS), st.sampled_from(MONTHS)


def _fresh(name: str, root: Path) -> Workspace:
    """Return a new office, copied from one made once: making keys and files takes its time."""
    if name not in _templates:
        _templates[name] = Path(tempfile.mkdtemp(prefix="liaison-")) / name
        offices.make_centre(_templates[name]) if name in CENTRES else offices.make_unit(
            _templates[name], PCS[name]
        )
    shutil.copytree(_templates[name], root)
    return Workspace(root)


class MergingAnyhow(RuleBasedStateMachine):
    """Several units, one of them with two PCs, and two centres that never talk to each other."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="liaison-"))
        self.files: list[Path] = []
        self.offices: dict[str, Workspace] = {}
        self.words = 0

    @initialize()
    def open_offices(self) -> None:
        with clock.fixed(_NOON):
            for name in (*PCS, *CENTRES):
                self.offices[name] = _fresh(name, self.root / name)

    @rule(name=pcs, item=items, month=months, settle=st.booleans())
    def record(self, name: str, item: str, month: str, settle: bool) -> None:
        """Write an entry, or correct what stands; of several heads only where it settles them."""
        self.words += 1
        pc = self.offices[name]
        with clock.fixed(_NOON):
            desk.record(
                pc, pc.unit_named(None), pc.programme.item_by_id[item], month,
                {"text": f"{name}{self.words}"}, settle=settle,
            )  # fmt: skip

    @rule(name=pcs, month=months)
    def export(self, name: str, month: str) -> None:
        self._export(name, month)

    @precondition(lambda self: self.files)
    @rule(data=st.data(), office=st.sampled_from([*PCS, *CENTRES]))
    def merge_some(self, data: st.DataObject, office: str) -> None:
        """Merge any files anywhere, again or in halves; foreign ones are refused."""
        paths = data.draw(st.lists(st.sampled_from(self.files), min_size=1, max_size=4))
        with clock.fixed(_NOON):
            offices.take(self.offices[office], *paths)

    @rule(office=st.sampled_from([*PCS, *CENTRES]))
    def trust(self, office: str) -> None:
        with clock.fixed(_NOON):
            offices.trust_all(self.offices[office])

    @rule(centre=centres, name=pcs)
    def answer(self, centre: str, name: str) -> None:
        """Send a centre's feedback to one PC of a unit."""
        self._answer(centre, name)

    @rule(centre=centres, data=st.data())
    def judge(self, centre: str, data: st.DataObject) -> None:
        with clock.fixed(_NOON):
            rows = offices.entries(self.offices[centre])
            if rows:
                row = data.draw(st.sampled_from(rows))
                desk.review(self.offices[centre], row["id"], comment="请补充")

    def teardown(self) -> None:
        try:
            if self.offices:
                self._merge_everything()
                self._assert_the_same()
        finally:
            shutil.rmtree(self.root)

    def _export(self, name: str, month: str) -> None:
        path = self.root / f"{len(self.files)}.liaison"
        with clock.fixed(_NOON), suppress(Refused):  # there may be nothing to report yet
            self.files.append(offices.send(self.offices[name], path, month))

    def _answer(self, centre: str, name: str) -> None:
        folder = self.root / f"{centre}-{len(self.files)}"
        folder.mkdir(exist_ok=True)
        with clock.fixed(_NOON):
            try:
                path = offices.send_back(self.offices[centre], folder, PCS[name])
            except AssertionError:
                return
            offices.take(self.offices[name], path)

    def _merge_everything(self) -> None:
        for name in PCS:
            self._export(name, MONTHS[-1])
        with clock.fixed(_NOON):
            for number, centre in enumerate(CENTRES):
                files = self.files[:: -1 if number else 1]
                half = len(files) // 2
                offices.take(self.offices[centre], *files[:half])
                offices.trust_all(self.offices[centre])
                offices.take(self.offices[centre], *files[half:])
                offices.trust_all(self.offices[centre])

    def _assert_the_same(self) -> None:
        with clock.fixed(_NOON):
            east, west = (self.offices[centre] for centre in CENTRES)
            assert offices.state(east) == offices.state(west)
            assert offices.entries(east) == offices.entries(west)
            before = [_known(east), _known(west)]
            for office in (east, west):
                rows = offices.take(office, *self.files)
                assert {(row.outcome, row.new_events) for row in rows} <= {("nothing-new", 0)}
            assert [_known(east), _known(west)] == before


def _known(office: Workspace) -> Any:
    store = office.store
    return offices.state(office), offices.entries(office), len(list(store.events()))
