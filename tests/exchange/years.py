"""The next year's plan, made from the shipped one."""

import re

from tests.programme.plan import TEXT

NEXT = "jiangyin-2022"
# T20 goes on as T03; the unit 南闸街道 has gone into 澄江街道.
GOES_ON = ("T20", "T03")


def next_year(*, first: str = "2022-01", last: str = "2022-12") -> bytes:
    """Return a file: monthly tasks, T03 in T20's place, T20 another thing, a unit gone."""
    text = TEXT
    for old, new in (
        ('\nid = "jiangyin-2021"\n', f'\nid = "{NEXT}"\n'),
        ('\nfrom = "2021-01"\n', f'\nfrom = "{first}"\n'),
        ('\nfirst_period = "2021-04"\n', f'\nfirst_period = "{first}"\n'),
        ('\nlast_period = "2021-12"\n', f'\nlast_period = "{last}"\n'),
        ('\nschedule_from = "2021-01"\n', '\nschedule_from = "2022-01"\n'),
        ('\nschedule_to = "2021-12"\n', '\nschedule_to = "2022-12"\n'),
        ('\ntasks = "quarter"\n', '\ntasks = "month"\n'),
        ("2021年江阴市社会信用体系建设工作意见", "2022年江阴市社会信用体系建设工作意见"),
        ('id = "nanzha"\n', 'id = "nanzha"\nvalid_to = "2021-12"\nsuccessor = "chengjiang"\n'),
    ):
        assert old in text, old
        text = text.replace(old, new, 1)
    spelled = {"T20": "T03", "T03": "T20"}
    text = re.sub(
        r'(\[\[items\]\]\nid = ")(T20|T03)(")', lambda m: m[1] + spelled[m[2]] + m[3], text
    )
    return text.replace(
        '[[items]]\nid = "T03"\n', '[[items]]\nid = "T03"\ncontinues = "jiangyin-2021:T20"\n'
    ).encode()
