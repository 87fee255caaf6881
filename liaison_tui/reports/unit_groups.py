"""Under which titles a centre's lists of units stand."""

from liaison_tui.programme.model import Unit

UNIT_GROUPS = ("镇街园区", "部门", "其他单位")
_FIRST = frozenset(("street", "town", "zone"))
_SECOND = frozenset(("department", "party"))


def group_of(unit: Unit) -> str:
    """Return the title, one of `UNIT_GROUPS`, under which a unit stands."""
    first, second, others = UNIT_GROUPS
    if unit.kind in _FIRST:
        return first
    return second if unit.kind in _SECOND else others
