"""A bill's PDF for its customer."""

from django.utils.translation import gettext as _

from invoicing.documents.render import pdf_available
from invoicing.selectors import stored_pdf
from invoicing.services import documents
from smartkhata.core.errors import DomainError
from smartkhata.core.tenancy import business_scope
from smartkhata.core.waiting import wait_for

PDF_SECONDS = 3


def kept_pdf(link, invoice):
    """The PDF, waiting a little for the worker; None when it takes longer; 503 when none can be made."""
    with business_scope(link.business_id):
        content = stored_pdf(invoice)
        if content is None and pdf_available():
            documents.ask_for(invoice)
    if content is None and not pdf_available():
        text = _("The shop's server makes no PDF at the moment. Use the page itself.")
        raise DomainError(text, code="pdf_unavailable", status=503)

    def stored():
        with business_scope(link.business_id):
            return stored_pdf(invoice)

    return content or wait_for(stored, seconds=PDF_SECONDS)
