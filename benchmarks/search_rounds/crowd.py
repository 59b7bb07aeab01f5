"""Shops with their parties, written by COPY as the superuser; the larger indexes are built afterwards."""

import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

import psycopg
from psycopg.types.json import Json

from benchmarks.search_rounds.people import People
from customers.models import Party
from customers.search import key_of
from customers.search.keys import marks_in, sounds_in, words_in
from smartkhata.accounts.services.signing_up import sign_up

LATE = ("party_found_by", "party_by_joined_name", "word_by_letters")
BATCH = 50_000
OWN = ("id", "business_id", "number", "name", "name_key", "phone", "email", "words", "sounds", "marks")
MOMENTS = ("created_at", "updated_at")


@dataclass
class Shops:
    """`user` owns all shops; `rows` is [(business_id, name, phone, email)]."""

    user: object
    rows: list


def fill(superuser, *, parties, shops, seed):
    """Make `parties` people in `shops` shops of one owner; returns (People, Shops)."""
    people, began = People(parties, seed), time.perf_counter()
    user, first = sign_up(
        email="bench@example.com", password="a long enough sentence", name="Bench", shop="Bench", country="IN"
    )
    with psycopg.connect(superuser, autocommit=True) as raw:
        ids = [first.pk, *_more_shops(raw, first.pk, user.pk, shops - 1)]
        homes = people.dice.choices(ids, weights=[1 / rank for rank in range(1, shops + 1)], k=parties)
        rows = [
            (home, name, *_reach(people, name))
            for home, name in zip(homes, people.names(parties), strict=True)
        ]
        late = _put_off(raw)
        for start in range(0, parties, BATCH):
            _copy(raw, rows[start : start + BATCH], start)
        for index in late:
            raw.execute(index)
        raw.execute("VACUUM ANALYZE")
        [(words,)] = raw.execute("SELECT count(*) FROM customers_word").fetchall()
    took = time.perf_counter() - began
    print(f"{parties:,} parties, {words:,} words, {shops:,} shops, written in {took:.0f} s\n", flush=True)
    return people, Shops(user, rows)


def _reach(people, name):
    address = name.lower().replace(" ", ".").replace("..", ".")
    phone = people.phone()
    return phone, f"{address}{people.phones}@example.in"


def _more_shops(raw, first, owner, count):
    """Copies of the first shop, so that whatever a shop needs is there."""
    columns = _columns(raw, "core_business") - {"id", "slug"}
    names = ", ".join(sorted(columns))
    made = raw.execute(
        f"INSERT INTO core_business (id, slug, {names}) SELECT gen_random_uuid(), 'bench-' || n, {names}"
        " FROM core_business, generate_series(1, %s) n WHERE id = %s RETURNING id",
        [count, first],
    ).fetchall()
    raw.execute(
        "INSERT INTO accounts_membership (id, business_id, user_id, role, created_at)"
        " SELECT gen_random_uuid(), id, %s, 'owner', now() FROM core_business WHERE id <> %s",
        [owner, first],
    )
    return [business for (business,) in made]


def _columns(raw, table):
    wanted = "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
    return {column for (column,) in raw.execute(wanted, [table])}


def _put_off(raw):
    """Drop the larger indexes; returns what makes them again."""
    found = raw.execute("SELECT indexname, indexdef FROM pg_indexes WHERE indexname = ANY(%s)", [list(LATE)])
    late = dict(found.fetchall())
    for name in late:
        raw.execute(f"DROP INDEX {name}")
    raw.execute("SET maintenance_work_mem = '512MB'")
    return list(late.values())


def _copy(raw, rows, start):
    same = _alike()
    columns = ", ".join((*OWN, *same))
    with raw.cursor().copy(f"COPY customers_party ({columns}) FROM STDIN") as into:
        for number, (home, name, phone, email) in enumerate(rows, start + 1):
            heard = _heard(name)
            own = [uuid.uuid4(), home, f"CUST-{number:04d}", name, key_of(name), phone, email, *heard]
            into.write_row([*own, marks_in([phone], [email]), *same.values()])


def _alike():
    """What all of them have: each other column with its default."""
    others = [field for field in Party._meta.concrete_fields if field.column not in OWN]
    values = {field.column: field.get_default() for field in others}
    values |= dict.fromkeys(MOMENTS, datetime.now(UTC))
    return {
        column: Json(value) if isinstance(value, (dict, list)) else value for column, value in values.items()
    }


@lru_cache(maxsize=200_000)
def _heard(name):
    return words_in(name), sounds_in(name)
