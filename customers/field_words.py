"""Fields of a customer in words, for what was changed."""

from django.utils.translation import gettext_lazy as _

FIELDS = {
    "name": _("name"),
    "phone": _("phone"),
    "email": _("e-mail"),
    "secondary_phone": _("second phone"),
    "secondary_email": _("second e-mail"),
    "address": _("address"),
    "state_code": _("state"),
    "business_type": _("line of business"),
    "profile_type": _("kind of customer"),
    "tax_id": _("tax number"),
    "preferred_payment_method": _("way of paying"),
    "payment_terms": _("payment terms"),
    "credit_limit": _("credit limit"),
    "language": _("language"),
    "status": _("status"),
    "status_reason": _("reason of the status"),
    "auto_send_invoices": _("sending of invoices"),
    "send_reminders": _("reminders"),
    "ai_preferences": _("wishes for invoices"),
    "tags": _("tags"),
    "notes": _("notes"),
}
