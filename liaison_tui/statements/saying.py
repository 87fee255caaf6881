"""How a unit's statement is kept: at a unit only, and only if it is well formed."""

from liaison_tui.errors import WrongUse
from liaison_tui.exchange.office import Office
from liaison_tui.exchange.saying import NOT_WRITTEN, refuse, say
from liaison_tui.workspace import Workspace

__all__ = ["NOT_WRITTEN", "refuse", "say", "unit_office"]


def unit_office(workspace: Workspace) -> Office:
    """Return a unit's office; raises WrongUse at a centre, which says nothing in a unit's name."""
    if workspace.is_centre:
        raise WrongUse("这里是信用办，这一项由填报单位自己办理")
    return workspace.office
