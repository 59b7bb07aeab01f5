"""Fixtures of all tests here; and each fault test that passes writes its line (figures.py)."""

import pytest

from notifications.testing import by_day, no_worker, use_provider
from notifications.tests.figures import tell_passed

__all__ = ["by_day", "no_worker", "use_provider"]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    tell_passed(item, report)
    return report
