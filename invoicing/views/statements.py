"""The statement of a customer as a PDF."""

from django.http import HttpResponse

from customers.forms import RangeForm
from customers.selectors import find_party
from invoicing.statements import printed, statement_document
from smartkhata.accounts.doors import owner_page
from smartkhata.core.clock import today


@owner_page("customers.view", scope=False)
def statement_pdf(request, party):
    """``?from=`` and ``?to=`` as on the page; where the server makes no PDF, the page to print."""
    with request.scope():
        party = find_party(party)
        from_on, to_on = RangeForm(request.GET).range_until(today(request.business))
        document = statement_document(party, request.business, from_on=from_on, to_on=to_on)
    content, kind = printed(document)
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'inline; filename="statement-{party.number}.pdf"'
    return response
