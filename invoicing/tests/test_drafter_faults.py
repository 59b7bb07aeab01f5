"""Whatever is typed, said or pasted: an answer, in time, with no number that nobody said."""

import json
import random
import time
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest

from invoicing.drafting import review
from invoicing.drafting.local import LocalDrafter, figures_said
from invoicing.drafting.proposal import Context

DATA = Path(__file__).parent / "data"
PROMPTS = [
    row["prompt"]
    for name in ("english_prompts.json", "spoken_prompts.json", "labelled_cases.json")
    for row in json.loads((DATA / name).read_text(encoding="utf-8"))
]
WORDS = sorted({word for prompt in PROMPTS for word in prompt.split()})
CONTEXTS = (
    Context("IN", "INR", D(18), date(2026, 11, 20)),
    Context("KE", "KES", D(16), date(2026, 11, 20)),
)
STRANGE = "0123456789 ,.-/@%()₹$+=:;'\"\n\t\u200d\u0000क़ाàß漢🙂"


def mutated(chance):
    """A prompt as careless thumbs leave it: words doubled, dropped, swapped, letters replaced, two glued."""
    words = chance.choice(PROMPTS).split()
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(words) + 1)
        act = chance.randrange(6)
        if act == 0:
            words.insert(at, chance.choice(WORDS))
        elif act == 1 and words:
            words.pop(at % len(words))
        elif act == 2 and words:
            words.insert(at, words[at % len(words)])
        elif act == 3 and words:
            word = words[at % len(words)]
            cut = chance.randrange(len(word) + 1)
            words[at % len(words)] = word[:cut] + chance.choice(STRANGE) + word[cut:]
        elif act == 4:
            words += chance.choice(PROMPTS).split()
        else:
            chance.shuffle(words)
    return " ".join(words)


def made_up(chance):
    if chance.random() < 0.5:
        return " ".join(chance.choice(WORDS) for _ in range(chance.randrange(60)))
    return "".join(chance.choice(STRANGE + "abcdefghijk") for _ in range(chance.randrange(400)))


def attack(count, seed):
    """Seconds of each; fails at the first answer that is none."""
    chance, drafter, seconds = random.Random(seed), LocalDrafter(), []
    for number in range(count):
        prompt = mutated(chance) if number % 4 else made_up(chance)
        context = CONTEXTS[number % 2]
        began = time.thread_time()
        proposal = drafter.propose(prompt, context)
        seconds.append(time.thread_time() - began)
        assert proposal.lines or "needs_context" in proposal.flags, prompt
        assert all(line.quantity is None or line.quantity > 0 for line in proposal.lines), prompt
        assert all(line.rate is None or line.rate >= 0 for line in proposal.lines), prompt
        if not review.blocking(proposal.flags):
            told = figures_said(prompt, context) | {D(0)}
            shares = {line.rate * line.quantity for line in proposal.lines}
            assert all(line.rate in told or shares & told for line in proposal.lines), prompt
    return sorted(seconds)


def test_two_thousand_careless_prompts_get_an_answer_in_time():
    seconds = attack(2000, seed=20)
    assert seconds[int(len(seconds) * 0.99)] <= 0.2


@pytest.mark.faults
def test_a_hundred_thousand_careless_prompts_get_an_answer_in_time():
    seconds = attack(100_000, seed=26)
    assert seconds[int(len(seconds) * 0.99)] <= 0.2


@pytest.mark.parametrize(
    "piece", ["-0-", "5000,", "(", "a ", "at ", "1 lakh ", "ka ke ", "elfu na ", "1,", "x 2 @ "]
)
def test_what_is_repeated_without_end_does_not_take_long(piece):
    began = time.thread_time()
    LocalDrafter().propose(piece * (2000 // len(piece)), CONTEXTS[0])
    assert time.thread_time() - began <= 0.5
