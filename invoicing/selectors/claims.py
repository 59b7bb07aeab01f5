"""What customers say they have paid."""

from django.utils.translation import gettext as _

from invoicing.models import PaymentClaim
from invoicing.selectors.references import find
from smartkhata.core.errors import DomainError


def claims(*, status=""):
    """Newest first; `status` is pending, confirmed or rejected."""
    rows = PaymentClaim.objects.select_related("party", "invoice", "payment").order_by("-claimed_at")
    if not status:
        return rows
    if status not in PaymentClaim.Status.values:
        raise DomainError("The status is pending, confirmed or rejected.", code="bad_status")
    return rows.filter(status=status)


def find_claim(ref):
    rows = PaymentClaim.objects.select_related("party", "invoice")
    return find(rows, ref, missing=_("This claim was not found."), by_number=lambda text: {"pk": None})
