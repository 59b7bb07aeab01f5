"""All shops of one phone, one shop's khata, one bill."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from customers.selectors import find_party, ledger
from invoicing.selectors.documents import tax_lines
from portal.doors import link_to_shop, portal_page, shop
from portal.selectors import next_bill, own_invoice, shop_invoices, shop_quotes, shop_summary
from portal.services.pdf import kept_pdf
from portal.services.profiles import links_of
from portal.views.links import bill_context, claim_form, claimed
from smartkhata.core.errors import DomainError, not_found

RECENT = 12


@portal_page
def home(request):
    """What I owe to whom."""
    shops, bills, quotes = [], [], []
    status = request.GET.get("status", "unpaid")
    for link in links_of(request.profile):
        with shop(link) as business:
            shops.append(shop_summary(link, business) | {"next_bill": next_bill(link)})
            bills += shop_invoices(link, business, status=status if status in ("unpaid", "paid") else "")
            quotes += shop_quotes(link, business, most=RECENT)
    bills.sort(key=lambda row: (row["date"], row["invoice_number"]), reverse=True)
    # What waits for an answer stands first.
    quotes.sort(key=lambda row: (row["status"] == "waiting", row["date"], row["quote_number"]), reverse=True)
    totals = {}
    for row in shops:
        totals[row["currency"]] = totals.get(row["currency"], 0) + row["total_outstanding"]
    context = {"shops": shops, "bills": bills[:RECENT], "totals": sorted(totals.items()), "status": status}
    context["quotes"] = quotes[:RECENT]
    if status == "unpaid" and not bills:
        context["in_khata"] = [row for row in shops if row["total_outstanding"]]
    return render(request, "portal/home.html", context)


@portal_page
def khata(request, business):
    """The khata with one shop, line by line."""
    link = link_to_shop(request.profile, business)
    with shop(link) as business:
        context = {
            "business": business,
            "summary": shop_summary(link, business),
            "entries": list(ledger(find_party(link.party_id))[:100]),
            "bills": shop_invoices(link, business)[:50],
            "quotes": shop_quotes(link, business),
        }
    return render(request, "portal/khata.html", context)


@portal_page
def invoice(request, business, invoice):
    """One bill in full, with the ways to pay it."""
    link = link_to_shop(request.profile, business)
    with shop(link) as business:
        found = own_invoice(link, invoice)
        form = claim_form(request, business, found)
        if request.method == "POST" and form.is_valid() and claimed(request, form, found):
            return redirect("portal:invoice", business=business.pk, invoice=found.pk)
        context = bill_context(business, found, form)
        context |= {"lines": list(found.lines.all()), "tax_lines": tax_lines(found)}
        return render(request, "portal/invoice.html", context)


@portal_page
def invoice_pdf(request, business, invoice):
    link = link_to_shop(request.profile, business)
    with shop(link):
        found = own_invoice(link, invoice)
    content = kept_pdf(link, found)
    if content is None:
        return redirect("portal:invoice", business=business, invoice=invoice)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.number}.pdf"'
    return response


@portal_page
def pay(request, target):
    """/pay/<uuid> of a message or the API: the bill (or ``business-<uuid>``: the khata) behind it."""
    if target.startswith("business-"):
        return redirect("portal:khata", business=target.removeprefix("business-"))
    for link in links_of(request.profile):
        with shop(link):
            try:
                found = own_invoice(link, target)
            except DomainError:
                continue
        return redirect(reverse("portal:invoice", args=[link.business_id, found.pk]))
    raise not_found("This bill was not found.")
