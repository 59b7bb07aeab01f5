"""Who may stand in the book twice, and why it looks so."""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext_lazy as _

from customers.finder import EVERYBODY, find
from customers.models import Party
from customers.search import Asked
from customers.search.keys import sounds_in

REASONS = {
    "phone": _("the same phone"),
    "tax_id": _("the same tax number"),
    "email": _("the same e-mail"),
    "name": _("names that sound alike"),
}
# More namesakes than this are a common name and no slip.
MOST_NAMESAKES = 5
SHORTEST_WHOLE = 9
_PAIRS = """
WITH people AS (
  SELECT p.* FROM customers_party p
  WHERE p.business_id = current_setting('app.business_id')::uuid AND p.gone_at IS NULL AND NOT p.is_walk_in
), shared AS (
  SELECT id, 'phone' AS reason, 3 AS weight, v FROM people, unnest(ARRAY[phone, secondary_phone]) v WHERE v <> ''
  UNION SELECT id, 'email', 2, v FROM people, unnest(ARRAY[email, secondary_email]) v WHERE v <> ''
  UNION SELECT id, 'tax_id', 3, v FROM people, unnest(marks) v WHERE tax_id <> '' AND left(v, 1) = '#'
  UNION SELECT id, 'name', 1, heard FROM (
    SELECT id, heard, count(*) OVER (PARTITION BY heard) AS namesakes FROM (
      SELECT id, (SELECT string_agg(s, ' ' ORDER BY s) FROM unnest(sounds) s) AS heard FROM people
      WHERE cardinality(sounds) > 1) named) counted
    WHERE namesakes BETWEEN 2 AND %s
)
SELECT a.id, b.id, array_agg(DISTINCT a.reason) FROM shared a
JOIN shared b ON a.reason = b.reason AND a.v = b.v AND a.id < b.id
WHERE NOT EXISTS (SELECT FROM customers_keptapart k
  WHERE k.business_id = current_setting('app.business_id')::uuid AND k.one_id = a.id AND k.other_id = b.id)
GROUP BY a.id, b.id ORDER BY sum(a.weight) DESC, a.id, b.id LIMIT %s
"""


@dataclass(frozen=True)
class Pair:
    """`reasons` are keys of REASONS; `one` came into the book first."""

    one: Party
    other: Party
    reasons: tuple[str, ...]

    @property
    def both(self):
        return self.one, self.other

    @property
    def words(self):
        return [REASONS[reason] for reason in self.reasons]


def likely_pairs(*, limit=50):
    """[Pair] of the open shop, the likeliest first; not those that somebody said are two people."""
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, [MOST_NAMESAKES, limit])
        found = cursor.fetchall()
    known = Party.objects.in_bulk({party for one, other, _reasons in found for party in (one, other)})
    return [_pair(known[one], known[other], reasons) for one, other, reasons in found]


def look_alikes(*, name="", phone="", email="", tax_id="", besides=None, limit=5):
    """[(party, reasons)] of the open shop that a person about to be written down may already be.

    `besides`: the party that is being changed.
    """
    reasons = {}
    typed = {"phone": phone, "tax_id": tax_id, "email": email, "name": name}
    for reason, text in typed.items():
        for party in _same(reason, str(text or "").strip(), limit):
            reasons.setdefault(party, []).append(reason)
    reasons.pop(besides, None)
    return list(reasons.items())[:limit]


def _same(reason, text, limit):
    if not text:
        return []
    asked = Asked.of(text)
    if reason == "phone":
        # Who types a number here leaves out the country: its end is the number.
        whole = any(len(digits) >= SHORTEST_WHOLE for digits in asked.digits)
        return [party for party in find(asked, most=limit, among=EVERYBODY) if whole and party.far == 0]
    found = find(asked, most=2 * limit, among=EVERYBODY)
    if reason == "name":
        heard = sorted(sounds_in(text))
        return [party for party in found if len(heard) > 1 and sorted(sounds_in(party.name)) == heard]
    return [party for party in found if party.tier == 0]


def _pair(one, other, reasons):
    first, second = sorted((one, other), key=lambda party: (party.created_at, party.number))
    return Pair(first, second, tuple(reason for reason in REASONS if reason in reasons))
