"""Programme files that come in a centre's words: read where they are heard, kept beside the others.

Whoever heard one has its file: what was lost, or never written since the power failed, is written
again from the words (`catch_up`).
"""

from liaison_tui.errors import Refused
from liaison_tui.exchange.office import Office
from liaison_tui.journal import plan_version
from liaison_tui.journal.event import Event
from liaison_tui.journal.vouching import Vouching
from liaison_tui.programme.model import Programme
from liaison_tui.programme.reading import BrokenProgramme, read_programme
from liaison_tui.storage.store import Selection


def read_plan(event: Event, centre: str) -> Programme:
    """Return the version that a well-formed event of a centre brings.

    Raises BrokenProgramme for a file that cannot be used, Refused for one that is not what the
    event says, or that is not this centre's.
    """
    programme = read_programme(plan_version.file_in(event))
    if programme.name != plan_version.name_in(event) or programme.centre_id != centre:
        raise Refused(f"{plan_version.name_in(event)} 的文件不是这个信用办的这一版")
    return programme


def catch_up(office: Office, vouching: Vouching) -> None:
    """Write the files of all versions that were heard and are not here; the lock must be held."""
    for statement in office.store.statements(vouching, Selection(frozenset((plan_version.KIND,)))):
        event = statement.event
        if not statement.by_centre or event.is_newer or plan_version.wrong_in(event):
            continue
        if plan_version.name_in(event) in office.programmes:
            continue
        try:
            programme = read_plan(event, office.centre)
        except (BrokenProgramme, Refused):
            continue  # said when it came; a newer program may read it
        office.plans.add(programme, plan_version.file_in(event))
