"""The same questions by several ways, each timed: the API, SQL by psycopg, SQL without row security, ILIKE."""

import json
import os
import time
from collections import defaultdict
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.db import connection

from customers.finder import CURRENT, ROWS_SQL, arguments
from customers.search import Asked
from smartkhata.accounts.services import tokens
from smartkhata.wsgi import application

SESSION = "SELECT * FROM accounts_apisession WHERE id = %s AND audience = 'owner' AND revoked_at IS NULL"
MEMBERSHIP = (
    "SELECT * FROM accounts_membership m JOIN core_business b ON b.id = m.business_id"
    " WHERE m.user_id = %s AND b.is_active AND b.id = %s ORDER BY m.created_at LIMIT 1"
)
NAIVE = (
    "SELECT id, name, phone, email, balance FROM customers_party WHERE business_id = %s AND status <> 'inactive'"
    " AND (name ILIKE %s OR phone ILIKE %s OR email ILIKE %s) LIMIT 10"
)
TABLES = ("customers_party", "customers_word")
# A token lives ten minutes.
TOKENS_EVERY = 300


class Api:
    """The whole WSGI application in this process, without a network."""

    def __init__(self, user):
        self.user, self.asked = user, 0

    def search(self, question):
        if self.asked % TOKENS_EVERY == 0:
            self.access = tokens.open_session("owner", self.user.pk).access
        self.asked += 1
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": "/api/customers/search",
            "QUERY_STRING": f"q={quote(question.text)}&limit=10",
            "HTTP_AUTHORIZATION": f"Bearer {self.access}",
            "HTTP_X_BUSINESS_ID": str(question.business),
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "REMOTE_ADDR": "127.0.0.1",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.input": BytesIO(),
            "wsgi.url_scheme": "http",
        }
        response = application(environ, lambda status, headers: None)
        body = b"".join(response)
        response.close()
        return [row["name"] for row in json.loads(body)["results"] if row["customer_id"] != "NEW"]


class Database:
    """One connection of the app's role, as the web server has."""

    def __init__(self, user):
        self.user = user
        self.session = tokens.session_of(tokens.open_session("owner", user.pk).access, "owner").pk
        self.raw = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
        Database.pid = self.raw.info.backend_pid

    def signed_in_search(self, question):
        self.raw.execute(SESSION, [self.session]).fetchall()
        with self.raw.transaction():
            self.raw.execute("SELECT set_config('app.user_id', %s, true)", [str(self.user.pk)])
            self.raw.execute(MEMBERSHIP, [self.user.pk, question.business]).fetchall()
        return self.search(question)

    def search(self, question):
        return self._scoped(question, ROWS_SQL, arguments(Asked.of(question.text), CURRENT, 10))

    def naive(self, question):
        return self._scoped(question, NAIVE, [question.business, *[f"%{question.text}%"] * 3])

    def _scoped(self, question, sql, values):
        with self.raw.transaction():
            self.raw.execute("SELECT set_config('app.business_id', %s, true)", [str(question.business)])
            return self.raw.execute(sql, values).fetchall()


def measure(shops, asked, superuser, *, naive, cpu):
    """(answers of the API as lists of names, {way: {kind: [seconds]}}); `cpu` counts time on a processor."""
    clock = _worked if cpu else time.perf_counter
    seconds = defaultdict(lambda: defaultdict(list))
    api, database = Api(shops.user), Database(shops.user)
    for question in asked[:50]:
        api.search(question)
        database.signed_in_search(question)
    found = _alternate(asked, api, database, seconds, clock)
    for way, switch in (("RLS on", None), ("RLS off", "DISABLE"), ("RLS on again", "ENABLE")):
        if switch:
            _row_security(superuser, switch)
        for question in asked:
            seconds[way][question.kind].append(_timed(clock, database.search, question)[1])
    left = defaultdict(lambda: naive)
    for question in asked:
        left[question.kind] -= 1
        if left[question.kind] >= 0:
            seconds["ILIKE"][question.kind].append(_timed(clock, database.naive, question)[1])
    return found, seconds


def _alternate(asked, api, database, seconds, clock):
    """Each question by API and by SQL, now the one first and now the other."""
    found = []
    for number, question in enumerate(asked):
        ways = [("API", api.search), ("raw", database.signed_in_search)]
        for way, search in ways if number % 2 else reversed(ways):
            answer, took = _timed(clock, search, question)
            seconds[way][question.kind].append(took)
            if way == "API":
                found.append(answer)
    return found


def _row_security(superuser, switch):
    with psycopg.connect(superuser, autocommit=True) as raw:
        for table in TABLES:
            raw.execute(f"ALTER TABLE {table} {switch} ROW LEVEL SECURITY")


def _timed(clock, search, question):
    began = clock()
    answer = search(question)
    return answer, clock() - began


def _worked():
    """Seconds that this process and its two backends were on a processor: what a busy machine can't distort."""
    backends = (connection.connection.info.backend_pid, Database.pid)
    times = (int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) for pid in backends)
    return time.thread_time() + sum(times) / 1e9
