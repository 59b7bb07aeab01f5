"""The customer's bills and balance over all shops, one shop's scope at a time."""

from decimal import Decimal

from django.conf import settings
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.response import Response

from invoicing.api.documents import pdf_response
from invoicing.services.claims import claim_payment
from portal import schemas
from portal.doors import PortalApi, link_to_shop, shop
from portal.selectors import own_invoice, shop_balance, shop_invoices, shop_quotes, shop_summary
from portal.services.pdf import kept_pdf
from portal.services.profiles import links_of
from smartkhata.accounts.api.schema import read
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError, not_found

ZERO = Decimal("0.00")
_SHOP = OpenApiParameter("business_id")


class PortalBills(PortalApi):
    """What the routes below share."""

    def links(self, request):
        """The links that were asked for: of one shop, or all."""
        wanted = request.query_params.get("business_id")
        return [link_to_shop(self.profile, wanted)] if wanted else links_of(self.profile)

    def find(self, invoice_id):
        """(link, invoice): the shop of an invoice is found by looking into each of the profile's shops."""
        for link in links_of(self.profile):
            with shop(link):
                try:
                    return link, own_invoice(link, invoice_id)
                except DomainError:
                    continue
        raise not_found("This bill was not found.")


class Bills(PortalBills):
    """Endpoint 6."""

    @extend_schema(parameters=[_SHOP, OpenApiParameter("status")], responses=schemas.PortalInvoicesOut)
    def get(self, request):
        rows, shops, status_wanted = [], [], request.query_params.get("status", "")
        links = self.links(request)
        for link in links:
            with shop(link) as business:
                rows += shop_invoices(link, business, status=status_wanted)
                shops.append(shop_summary(link, business))
        rows.sort(key=lambda row: (row["date"], row["invoice_number"]), reverse=True)
        single = len({link.business_id for link in links}) == 1
        answer = {"business_name": shops[0]["business_name"] if single else None, "invoices": rows}
        return Response({**answer, "summary": _sum(shops), "by_currency": _by_currency(shops)})


class Quotes(PortalBills):
    """What the shops offered, newest first, with the state of each: waiting, accepted, declined, expired."""

    @extend_schema(parameters=[_SHOP], responses=schemas.PortalQuotesOut)
    def get(self, request):
        rows = []
        for link in self.links(request):
            with shop(link) as business:
                rows += shop_quotes(link, business)
        rows.sort(key=lambda row: (row["date"], row["quote_number"]), reverse=True)
        return Response({"quotes": rows})


class Balance(PortalBills):
    """Endpoint 7; over all shops the amounts are given per currency, because they can't be added."""

    @extend_schema(parameters=[_SHOP], responses=schemas.PortalBalanceOut)
    def get(self, request):
        shops = []
        for link in self.links(request):
            with shop(link) as business:
                shops.append(shop_balance(link, business))
        if request.query_params.get("business_id"):
            return Response(shops[0])
        return Response(_all_shops(shops))


class Claims(PortalBills):
    """ "I have paid": 201, or 200 with the claim that has this reference already."""

    @extend_schema(
        request=schemas.ClaimIn, responses={201: schemas.PortalClaimOut, 200: schemas.PortalClaimOut}
    )
    def post(self, request, invoice_id):
        asked = read(schemas.ClaimIn, request.data)
        link, invoice = self.find(invoice_id)
        with shop(link) as business:
            asked["paid_on"] = asked.get("paid_on") or today(business)
            claim, created = claim_payment(invoice, **asked)
            answer = {
                "claim_id": claim.pk,
                "status": claim.status,
                "amount": claim.amount,
                "method": claim.method,
                "reference": claim.reference,
                "paid_on": claim.paid_on,
            }
        return Response(answer, status=status.HTTP_201_CREATED if created else status.HTTP_200_OK)


class BillPdf(PortalBills):
    @extend_schema(responses={(200, "application/pdf"): bytes})
    def get(self, request, invoice_id):
        link, invoice = self.find(invoice_id)
        content = kept_pdf(link, invoice)
        if content is None:
            return Response({"status": "rendering"}, status=status.HTTP_202_ACCEPTED)
        return pdf_response(content, invoice.number)


def _all_shops(shops):
    currencies = {row["currency"] for row in shops}
    one = len(currencies) <= 1
    dates = [row["last_transaction"] for row in shops if row["last_transaction"]]
    total = sum(row["total_invoices"] for row in shops)
    return {
        "business_name": None,
        "currency": next(iter(currencies)) if len(currencies) == 1 else None,
        "total_outstanding": sum((row["total_outstanding"] for row in shops), ZERO) if one else None,
        "total_paid_lifetime": sum((row["total_paid_lifetime"] for row in shops), ZERO) if one else None,
        "total_invoices": total,
        "avg_invoice_amount": None,
        "last_transaction": max(dates, default=None),
        "payment_methods": sorted({method for row in shops for method in row["payment_methods"]}),
        "payment_link": f"{settings.PUBLIC_BASE_URL}/portal/",
        "by_currency": _by_currency(shops),
        "businesses": shops,
    }


def _by_currency(shops):
    currencies = sorted({row["currency"] for row in shops})
    return [
        {"currency": currency, **_sum([row for row in shops if row["currency"] == currency])}
        for currency in currencies
    ]


def _sum(shops):
    """Counts, and amounts where all shops share a currency."""
    mixed = len({row["currency"] for row in shops}) > 1
    return {
        "total_invoices": sum(row["total_invoices"] for row in shops),
        "total_outstanding": None if mixed else sum((row["total_outstanding"] for row in shops), ZERO),
        "total_paid": None if mixed else sum((row["total_paid"] for row in shops), ZERO),
    }
