"""Role -> permissions: the one table of who may do what."""

_LOOK = frozenset({"shop.view", "customers.view", "invoices.view", "numbers.view"})
_COUNTER = _LOOK | {
    "customers.edit",
    "khata.enter",
    "invoices.draft",
    "invoices.issue",
    "invoices.send",
    "payments.record",
}
_MANAGE = _COUNTER | {"customers.remove", "khata.write_off", "invoices.void", "claims.decide"}

ROLES = {
    "owner": _MANAGE | {"settings.edit", "team.edit"},
    "manager": _MANAGE,
    "clerk": _COUNTER,
    "accountant": _LOOK,
}

PERMISSIONS = frozenset().union(*ROLES.values())
