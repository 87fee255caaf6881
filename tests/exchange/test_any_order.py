"""Merging in any order, again, in halves, with feedback between: always the same in the end."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.exchange.merging_anyhow import MergingAnyhow

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def test_both_centres_end_the_same_whatever_the_order() -> None:
    run_state_machine_as_test(
        MergingAnyhow,
        settings=settings(
            max_examples=15, stateful_step_count=20, deadline=None, derandomize=True,
            suppress_health_check=_SLOW,
        ),
    )  # fmt: skip


@pytest.mark.long
def test_both_centres_end_the_same_after_long_histories() -> None:
    run_state_machine_as_test(
        MergingAnyhow,
        settings=settings(
            max_examples=200, stateful_step_count=60, deadline=None, suppress_health_check=_SLOW
        ),
    )
