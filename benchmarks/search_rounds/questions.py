"""What people type: beginnings, whole names, parts, slips of the pen, numbers; and whom they mean by it."""

from dataclasses import dataclass

from customers.search import words_of


@dataclass(frozen=True)
class Question:
    """`meant`: the folded word or name that one of the first ten answers should have; empty if nobody is meant."""

    kind: str
    business: object
    text: str
    meant: str = ""


def questions(people, rows, count):
    """`count` questions of each kind, about people drawn by row: large shops are asked most."""
    asked = []
    for kind, ask in KINDS.items():
        for home, name, phone, email in people.dice.choices(rows, k=count):
            text, meant = ask(people, name.lower(), phone, email)
            asked.append(Question(kind, home, text, meant))
    people.dice.shuffle(asked)
    return asked


def _first(name):
    return name.split(" ")[0]


def _slip_in_name(people, name, phone, email):
    words = name.split(" ")
    at = max(range(len(words)), key=lambda n: (len(words[n]) > 3) * people.dice.random())
    return " ".join([*words[:at], people.slip(words[at]), *words[at + 1 :]]), " ".join(words_of(name))


def _nobody(people, name, phone, email):
    return "".join(people.dice.choices("bcdfghjklmnpqrstvwxz", k=8)), ""


KINDS = {
    "prefix3": lambda people, name, phone, email: (name[:3], ""),
    "first": lambda people, name, phone, email: (_first(name), _first(name)),
    "full": lambda people, name, phone, email: (name, " ".join(words_of(name))),
    "lastword": lambda people, name, phone, email: (name.split(" ")[-1], name.split(" ")[-1]),
    "substr": lambda people, name, phone, email: (name.split(" ")[-1][1:5], ""),
    "phone6": lambda people, name, phone, email: (phone[-10:-4], ""),
    "phone4": lambda people, name, phone, email: (phone[-4:], ""),
    "email": lambda people, name, phone, email: (email[:14], ""),
    "slip_first": lambda people, name, phone, email: (people.slip(_first(name)), _first(name)),
    "slip_full": _slip_in_name,
    "nobody": _nobody,
}
