"""Fault 12: an answer that says nothing is a doubt: kept, looked into, and no loop."""

import pytest

from notifications.providers.base import Outcome
from notifications.testing import deliver
from notifications.tests.fake_http import FakeHttp
from notifications.tests.runs import MESSAGES, later, proven, repeats, rows, server, states, use

__all__ = ["rows", "server"]
pytestmark = pytest.mark.django_db(transaction=True)
ANSWERS = ("garbage", "truncated", "no_id", "one_id")


def handed_over(server, mode):
    proven()
    server.fake.mode = mode
    for _ in range(3):
        deliver()


@pytest.mark.parametrize("mode", ANSWERS)
def test_it_is_a_doubt_and_no_loop(asha, rows, server, monkeypatch, mode):
    use(monkeypatch, server)
    handed_over(server, mode)
    assert states(asha) == {"unknown": MESSAGES}
    assert (len(server.fake.calls), repeats(server)) == (MESSAGES, 0)


@pytest.mark.parametrize("mode", ANSWERS)
def test_a_look_up_clears_it(asha, rows, server, monkeypatch, mode):
    use(monkeypatch, server, has_look_up=True)
    handed_over(server, mode)
    later(31)
    deliver()
    assert (states(asha), repeats(server)) == ({"accepted": MESSAGES}, 0)


@pytest.mark.parametrize("mode", ANSWERS)
def test_taking_any_200_for_a_yes_is_caught(asha, rows, server, monkeypatch, mode):
    use(monkeypatch, server)
    monkeypatch.setattr(FakeHttp, "outcome", lambda self, answer: Outcome("accepted"))
    handed_over(server, mode)
    assert states(asha)["unknown"] == 0
