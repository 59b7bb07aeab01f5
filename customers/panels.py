"""What the later apps add to a customer: their functions and templates, by the names in smartkhata/panels.py."""

from django.conf import settings
from django.utils.module_loading import import_string


def panels_of(party):
    """One dict of all panels: recent_invoices, recent_payments, financial ..."""
    found = {}
    for name in import_string(settings.PANELS):
        found |= import_string(name)(party)
    return found


def person_with_phone(phone):
    """What the person of the network with this phone (E.164) calls themselves; None if there is nobody."""
    return import_string(import_string(settings.NETWORK_PERSON))(phone)


def templates():
    return import_string(settings.PANEL_TEMPLATES)
