"""The customer's pages and routes."""

from django.urls import path

from portal.api import bills, registering, signing_in
from portal.views import home, links, one_click, quotes, seen, statements, wishes
from portal.views import registering as registering_pages
from portal.views import signing_in as sign_in_pages

pages = [
    path("p", links.bill, name="link"),
    path("p/seen.gif", seen.seen, name="seen"),
    path("p/wishes", wishes.wishes, name="wishes"),
    path("p/stop", one_click.one_click, name="one_click"),
    path("p/prove/", links.prove, name="prove"),
    path("khata", statements.shared, name="shared"),
    path("khata/prove/", statements.shared_prove, name="shared_prove"),
    path("q", quotes.offered, name="offered"),
    path("q/prove/", quotes.offered_prove, name="offered_prove"),
    path("pay/<str:target>", home.pay, name="pay"),
    path("portal/", home.home, name="home"),
    path("portal/sign-in/", sign_in_pages.sign_in, name="sign_in"),
    path("portal/code/new/", sign_in_pages.code_new, name="code_new"),
    path("portal/code/", sign_in_pages.code, name="code"),
    path("portal/sign-out/", sign_in_pages.sign_out, name="sign_out"),
    path("portal/shops/<uuid:business>/", home.khata, name="khata"),
    path("portal/shops/<uuid:business>/wishes/", wishes.own_wishes, name="own_wishes"),
    path("portal/shops/<uuid:business>/statement/", statements.statement_pdf, name="statement"),
    path("portal/invoices/<uuid:business>/<uuid:invoice>/", home.invoice, name="invoice"),
    path("portal/invoices/<uuid:business>/<uuid:invoice>/pdf/", home.invoice_pdf, name="invoice_pdf"),
    path("portal/quotes/<uuid:business>/<uuid:quote>/", quotes.quote, name="quote"),
    path("portal/quotes/<uuid:business>/<uuid:quote>/pdf/", quotes.quote_pdf, name="quote_pdf"),
]
owner = [path("customers/register/", registering_pages.register, name="register")]
api = [
    path("customers/auto-register", registering.AutoRegister.as_view(), name="auto-register"),
    path("customer-portal/link", signing_in.PublicLinkApi.as_view(), name="portal-link"),
    path("customer-portal/otp", signing_in.RequestCode.as_view(), name="portal-otp"),
    path("customer-portal/register", signing_in.Register.as_view(), name="portal-register"),
    path("customer-portal/refresh", signing_in.RefreshToken.as_view(), name="portal-refresh"),
    path("customer-portal/invoices", bills.Bills.as_view(), name="portal-invoices"),
    path("customer-portal/quotes", bills.Quotes.as_view(), name="portal-quotes"),
    path("customer-portal/balance", bills.Balance.as_view(), name="portal-balance"),
    path(
        "customer-portal/invoices/<uuid:invoice_id>/payment-claims",
        bills.Claims.as_view(),
        name="portal-claims",
    ),
    path("customer-portal/invoices/<uuid:invoice_id>/pdf", bills.BillPdf.as_view(), name="portal-pdf"),
]
