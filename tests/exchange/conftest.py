"""A centre, a town and a colleague's PC on 28 June 2021."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.second_writer import Chain, progress


@pytest.fixture(autouse=True, scope="module")
def _day() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIAISON_TODAY", offices.TODAY)
        yield


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The offices as they are after `init`, to be copied: making them takes its time."""
    root = tmp_path_factory.mktemp("made")
    offices.make_centre(root / "信用办")
    offices.make_unit(root / "澄江街道")
    offices.make_unit(root / "澄江街道二", officer="曹琳")
    return root


def _copied(made: Path, root: Path) -> Workspace:
    shutil.copytree(made / root.name, root)
    return Workspace(root)


@pytest.fixture
def centre(_made: Path, tmp_path: Path) -> Workspace:
    return _copied(_made, tmp_path / "信用办")


@pytest.fixture
def town(_made: Path, tmp_path: Path) -> Workspace:
    return _copied(_made, tmp_path / "澄江街道")


@pytest.fixture
def colleague(_made: Path, tmp_path: Path) -> Workspace:
    """The second PC of the same town."""
    return _copied(_made, tmp_path / "澄江街道二")


@pytest.fixture
def met(centre: Workspace, town: Workspace, tmp_path: Path) -> Workspace:
    """The town, whose T20 the centre has; each knows the other's device."""
    offices.write(town, "走访企业12家。")
    offices.bring(town, centre, tmp_path)
    offices.bring_back(centre, town, tmp_path)
    return town


@pytest.fixture
def beside(centre: Workspace, tmp_path: Path) -> Path:
    """Another town's good bundle, which must come through whatever else is in the batch."""
    chain = offices.chain(centre, offices.OTHER_TOWN)
    offices.introduce(centre, chain.device, offices.OTHER_TOWN)
    chain.submit(
        [progress(chain.device, offices.OTHER_TOWN, "T20", offices.MONTH, text="旁边的一条")],
        period=offices.MONTH,
    )
    return chain.write(tmp_path / "beside.liaison")


@pytest.fixture
def own(centre: Workspace) -> Chain:
    """The empty chain of a device of 澄江街道 that the centre has confirmed."""
    chain = offices.chain(centre)
    offices.introduce(centre, chain.device, offices.TOWN)
    return chain
