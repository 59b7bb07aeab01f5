"""What a party remembers of its payments: the last ten that came in, without those taken back."""

import json

from django.db import connection

RECEIVED, LENGTH = ("payment", "got"), 10


def remember_payments(party_ids):
    """Write `payment_history` of these parties from their lines, newest first; {party id: history}.

    A merged party's lines count for the one that it turned out to be. Call it in the lines' transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute(_REMEMBER, [list(RECEIVED), LENGTH, list(party_ids)])
        return {pk: json.loads(history) for pk, history in cursor.fetchall()}


def history_of(entries):
    """The same from all entries of a party, oldest first, for the proof."""
    undone = {entry.reverses_id for entry in entries}
    sources = {entry.source for entry in entries}
    kept = [
        entry
        for entry in reversed(entries)
        if entry.kind in RECEIVED and entry.pk not in undone and _reversal(entry.source) not in sources
    ]
    return [_payment(entry) for entry in kept[:LENGTH]]


def _reversal(source):
    """The source of the line that takes back a payment's line."""
    return ":".join([*source.split(":")[:2], "reversed"])


def _payment(entry):
    noun, _colon, rest = entry.source.partition(":")
    return {
        "entry_id": str(entry.pk),
        "payment_id": rest.partition(":")[0] if noun == "payment" else None,
        "date": entry.on.isoformat(),
        "amount": f"{-entry.amount:.2f}",
        "type": entry.kind,
        "note": entry.note,
    }


_REMEMBER = """
UPDATE customers_party p SET payment_history = coalesce((
  SELECT jsonb_agg(jsonb_build_object(
    'entry_id', id, 'date', "on", 'amount', (-amount)::text, 'type', kind, 'note', note,
    'payment_id', CASE WHEN source LIKE 'payment:%%' THEN split_part(source, ':', 2) END
  ) ORDER BY "on" DESC, recorded_at DESC, id DESC) FROM (
    SELECT e.* FROM customers_ledgerentry e
    WHERE e.business_id = p.business_id AND e.kind = ANY(%s)
    AND (e.party_id = p.id OR e.party_id IN (
      SELECT a.id FROM customers_party a WHERE a.business_id = p.business_id AND a.merged_into_id = p.id
    ))
    AND NOT EXISTS (
      SELECT 1 FROM customers_ledgerentry r WHERE r.business_id = e.business_id AND r.reverses_id = e.id
    )
    AND NOT EXISTS (
      SELECT 1 FROM customers_ledgerentry r WHERE r.business_id = e.business_id
      AND r.source = split_part(e.source, ':', 1) || ':' || split_part(e.source, ':', 2) || ':reversed'
    )
    ORDER BY e."on" DESC, e.recorded_at DESC, e.id DESC LIMIT %s
  ) AS latest
), '[]') WHERE p.id = ANY(%s) RETURNING p.id, p.payment_history::text
"""
