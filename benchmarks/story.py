"""The whole sentence against a running copy, through its API and portal, with the seconds of each step.

    DATA_DIR=var python benchmarks/story.py            # finds the copy by DATA_DIR/services.json

Codes and links are read from `manage.py outbox --json`, as a person reads the phone.
"""

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[1]
DATA_DIR = Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve()
BASE = json.loads((DATA_DIR / "services.json").read_text())["PUBLIC_BASE_URL"]
STAMP = f"{time.time():.0f}"
PHONE = f"+2547{STAMP[-8:]}"


class Story:
    """The steps, each timed and each checked."""

    def __init__(self):
        self.began = datetime.now(UTC).isoformat()
        self.seconds = {}

    def step(self, name, act):
        start = time.perf_counter()
        answer = act()
        self.seconds[name] = time.perf_counter() - start
        print(f"{name:34} {self.seconds[name]:7.3f} s", flush=True)
        return answer

    def run(self):
        owner = self.step("sign up", sign_up)
        customer = self.step("add a customer", lambda: add_customer(owner))
        self.step("note what was given", lambda: give(owner, customer))
        draft = self.step("sentence to draft", lambda: write(owner, customer))
        sent = self.step("issue and send", lambda: send(owner, customer, draft))
        link = self.step("SMS arrives", lambda: self.message("invoice_created")["links"][0])
        self.step("open the link", lambda: look(link, sent["invoice_id"]))
        self.step(
            "ask for a code", lambda: call("POST", "/api/customer-portal/otp", 202, json={"phone": PHONE})
        )
        code = self.step("code arrives", lambda: self.message("otp")["code"])
        me, bill = self.step("prove the phone, see the bill", lambda: prove(code))
        claim = self.step("say it is paid", lambda: pay(me, bill))
        self.step("confirm", lambda: confirm(owner, claim))
        self.step("receipt arrives", lambda: self.message("receipt_sent"))
        self.step("balance everywhere", lambda: balances(owner, customer, me))
        self.step("PDF", lambda: pdf(owner, sent["invoice_id"]))
        self.step("roll up and read the number", lambda: number(owner))
        print(f"{'the whole sentence':34} {sum(self.seconds.values()):7.3f} s")

    def message(self, kind):
        end = time.monotonic() + 20
        while time.monotonic() < end:
            found = [m for m in outbox(PHONE, self.began) if m["kind"] == kind]
            if found:
                return found[-1]
            time.sleep(0.1)
        sys.exit(f"no {kind} arrived")


def call(method, path, expect=200, token=None, **more):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = requests.request(method, BASE + path, headers=headers, timeout=30, **more)
    if answer.status_code != expect:
        sys.exit(f"{method} {path}: {answer.status_code} instead of {expect}: {answer.text[:500]}")
    return answer.json() if "json" in answer.headers.get("Content-Type", "") else answer


def sign_up():
    body = {"email": f"bench{STAMP}@example.com", "password": "a long enough sentence", "name": "Bench"}
    return call("POST", "/api/auth/sign-up", 201, json={**body, "shop": f"Bench {STAMP}", "country": "KE"})[
        "access"
    ]


def add_customer(owner):
    body = {"name": "Tech Solutions Ltd", "phone": PHONE, "email": f"tech{STAMP}@example.com"}
    return call("POST", "/api/customers", 201, owner, json=body)["customer_id"]


def give(owner, customer):
    entry = call(
        "POST", f"/api/customers/{customer}/entries", 201, owner, json={"type": "gave", "amount": 500}
    )
    assert entry["balance"] == 500, entry


def write(owner, customer):
    body = {"prompt": "3 months of web hosting at 15,000 per month", "template": "standard"}
    draft = call("POST", f"/api/customers/{customer}/invoices/generate", 201, owner, json=body)
    assert draft["invoice_data"]["total"] == 45000, draft
    return draft["draft_id"]


def send(owner, customer, draft):
    path = f"/api/customers/{customer}/invoices/drafts/{draft}/send"
    return call("POST", path, 200, owner, json={"send_via": "both", "include_pdf": True})


def look(link, number):
    page = requests.get(link, timeout=30)
    assert page.status_code == 200 and number in page.text and "Tech Solutions" not in page.text


def prove(code):
    entered = call("POST", "/api/customer-portal/register", json={"phone": PHONE, "otp": code})
    bills = call("GET", "/api/customer-portal/invoices", token=entered["token"])["invoices"]
    assert bills[0]["status"] == "unpaid", bills
    return entered["token"], bills[0]["invoice_id"]


def pay(me, bill):
    body = {"amount": 45000, "method": "mpesa", "reference": f"SK{STAMP}"}
    path = f"/api/customer-portal/invoices/{bill}/payment-claims"
    return call("POST", path, 201, me, json=body)["claim_id"]


def confirm(owner, claim):
    done = call("POST", f"/api/payment-claims/{claim}/confirmation", 201, owner, json={})
    assert (done["invoice_status"], done["customer_balance"]) == ("paid", 500), done


def balances(owner, customer, me):
    summary = call("GET", f"/api/customers/{customer}", token=owner)["financial_summary"]
    seen = call("GET", "/api/customer-portal/balance", token=me)
    assert summary["outstanding_balance"] == seen["total_outstanding"] == 500, (summary, seen)


def pdf(owner, number):
    content = call("GET", f"/api/invoices/{number}/pdf", token=owner).content
    assert content.startswith(b"%PDF"), content[:40]


def number(owner):
    manage("roll_up")
    day = call("GET", "/api/analytics/customer-network", token=owner)["daily_trend"][-1]
    assert (day["invoices_sent"], day["payments_received"]) == (1, 45000), day


def outbox(to, since):
    return json.loads(manage("outbox", "--json", "--to", to, "--since", since))


def manage(*arguments):
    env = {**os.environ, "DATA_DIR": str(DATA_DIR)}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    Story().run()
