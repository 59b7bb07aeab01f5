"""One phone, one customer: phones and e-mails, first and second, belong to one active party of a shop."""

from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from customers.models import CONTACTS, Party
from smartkhata.core.errors import DomainError

PHONES = tuple(field for field in CONTACTS if field.endswith("phone"))
EMAILS = tuple(field for field in CONTACTS if field.endswith("email"))


def save_party(party, **options):
    """Save a party whose contacts are its own; 409 phone_taken or email_taken with the customer who has it."""
    _drop_twice(party, options)
    if party.status == Party.Status.ACTIVE:
        _queue_up(party)
        if twin := _holder(party):
            raise _taken(party, twin)
    try:
        with transaction.atomic():
            party.save(**options)
    except IntegrityError as error:
        # The database has the last word, should somebody have written past the queue.
        twin = "party_" in str(error) and _holder(party)
        if not twin:
            raise
        raise _taken(party, twin) from None


def _drop_twice(party, options):
    """A second phone or e-mail that is the first one again (or has become it) is kept once."""
    for first, second in (PHONES, EMAILS):
        if getattr(party, first) and getattr(party, first) == getattr(party, second):
            setattr(party, second, "")
            if "update_fields" in options:
                options["update_fields"] = {*options["update_fields"], second}


def _queue_up(party):
    """Two parties that want the same number wait for each other: an index sees one column, not both."""
    with connection.cursor() as cursor:
        for value in sorted(filter(None, (getattr(party, field) for field in CONTACTS))):
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{party.business_id}:{value}"]
            )


def _holder(party):
    """Another active party that has one of the party's phones or e-mails."""
    wanted = Q()
    for fields in (PHONES, EMAILS):
        values = {getattr(party, field) for field in fields} - {""}
        for field in fields if values else ():
            wanted |= Q(**{f"{field}__in": values})
    rows = Party.objects.filter(status=Party.Status.ACTIVE).exclude(pk=party.pk)
    return rows.filter(wanted).first() if wanted else None


def _taken(party, twin):
    field = next(field for field in CONTACTS if getattr(party, field) and _has(twin, field, party))
    if field in PHONES:
        text, code = _("%(name)s (%(number)s) already has this phone number."), "phone_taken"
    else:
        text, code = _("%(name)s (%(number)s) already has this e-mail address."), "email_taken"
    text %= {"name": twin.name, "number": twin.number}
    customer = {"customer_id": twin.number, "id": str(twin.pk), "name": twin.name, "phone": twin.phone}
    return DomainError(text, code=code, status=409, fields={field: text}, extra={"customer": customer})


def _has(twin, field, party):
    kin = PHONES if field in PHONES else EMAILS
    return getattr(party, field) in {getattr(twin, other) for other in kin}
