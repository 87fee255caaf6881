"""The app, in a terminal. Thin: what it shows and writes is done by the rooms below."""

from pathlib import Path

from liaison_tui.errors import LiaisonError
from liaison_tui.tui.app import LiaisonApp
from liaison_tui.workspace import Workspace, place_for_new


def run(workspace: Workspace | None, named: Path | None) -> None:
    """Run the app until its user leaves; where there is no workspace it begins with making one.

    `named` is the folder a person named for it. The workspace must not be open elsewhere in this
    process. Raises LiaisonError where it cannot be opened, or the program itself went wrong.
    """
    app = LiaisonApp(workspace, place_for_new(named))
    app.run()
    if app.problem:
        raise app.problem
    if app.return_code not in (None, 0):
        raise LiaisonError("程序出错，已经退出；保存过的内容和草稿都在", "请联系信用办并告知这句话")
