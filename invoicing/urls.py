"""Drafts, invoices, payments."""

from django.urls import path

from invoicing.api import (
    agreements,
    batches,
    claims,
    documents,
    drafts,
    invoices,
    items,
    payments,
    plans,
    quotes,
    statements,
    suggestions,
    taking_back,
    templates,
    walk_ins,
)
from invoicing.api import etims as etims_api
from invoicing.api import exports as exports_api
from invoicing.views import agreements as agreement_pages
from invoicing.views import batches as batch_pages
from invoicing.views import claims as claim_pages
from invoicing.views import drafting as drafting_pages
from invoicing.views import drafts as draft_pages
from invoicing.views import editor as editor_pages
from invoicing.views import etims as etims_pages
from invoicing.views import exports as export_pages
from invoicing.views import invoices as invoice_pages
from invoicing.views import items as item_pages
from invoicing.views import papers, starting
from invoicing.views import payments as payment_pages
from invoicing.views import plans as plan_pages
from invoicing.views import quotes as quote_pages
from invoicing.views import series as series_pages
from invoicing.views import statements as statement_pages
from invoicing.views import taking_back as back_pages
from invoicing.views import templates as template_pages
from invoicing.views import walk_ins as walk_in_pages

owner = [
    path("invoices/walk-in/", walk_in_pages.walk_in_new, name="walk_in_new"),
    path("invoices/untagged/", walk_in_pages.untagged, name="untagged"),
    path("invoices/tagging/", walk_in_pages.tagging, name="tagging"),
    path("invoices/export/", export_pages.invoices, name="invoices_export"),
    path("payments/export/", export_pages.payments, name="payments_export"),
    path("customers/<uuid:party>/statement/pdf/", statement_pages.statement_pdf, name="statement_pdf"),
    path("invoices/", invoice_pages.invoices, name="invoices"),
    path("invoices/new/", starting.invoice_new, name="invoice_new"),
    path("invoices/<uuid:invoice>/", invoice_pages.invoice, name="invoice"),
    path("invoices/<uuid:invoice>/pdf/", papers.invoice_pdf, name="invoice_pdf"),
    path("invoices/<uuid:invoice>/print/", papers.invoice_print, name="invoice_print"),
    path("customers/<uuid:party>/invoices/generate/", drafting_pages.generate, name="generate"),
    path("customers/<uuid:party>/invoices/suggestion/", drafting_pages.suggestion, name="suggestion"),
    path("customers/<uuid:party>/invoices/dictation/", drafting_pages.dictation, name="dictation"),
    path("drafting/", drafting_pages.drafting_quality, name="drafting_quality"),
    path("drafts/<uuid:draft>/cancelling/", drafting_pages.cancelling, name="cancelling"),
    path("drafts/<uuid:draft>/correction/", drafting_pages.correction, name="correction"),
    path("invoices/<uuid:invoice>/voiding/", back_pages.voiding, name="voiding"),
    path("invoices/<uuid:invoice>/writing-off/", back_pages.writing_off, name="writing_off"),
    path("invoices/<uuid:invoice>/crediting/", back_pages.crediting, name="crediting"),
    path("invoices/<uuid:invoice>/debiting/", back_pages.debiting, name="debiting"),
    path("invoices/<uuid:invoice>/correcting/", back_pages.correcting, name="correcting"),
    path("invoices/<uuid:invoice>/etims/", etims_pages.etims, name="etims"),
    path("invoices/<uuid:invoice>/copying/", back_pages.copying, name="copying"),
    path("invoices/<uuid:invoice>/using-credit/", back_pages.using_credit, name="using_credit"),
    path("invoices/<uuid:invoice>/promising/", agreement_pages.promising, name="promising"),
    path("invoices/<uuid:invoice>/disputing/", agreement_pages.disputing, name="disputing"),
    path("invoices/<uuid:invoice>/settling/", agreement_pages.settling, name="settling"),
    path("credit-notes/<uuid:credit_note>/", back_pages.credit_note, name="credit_note"),
    path("credit-notes/<uuid:credit_note>/pdf/", papers.credit_note_pdf, name="credit_note_pdf"),
    path("quotes/", quote_pages.quotes, name="quotes"),
    path("quotes/new/", quote_pages.quote_choose, name="quote_choose"),
    path("customers/<uuid:party>/quotes/new/", quote_pages.quote_new, name="quote_new"),
    path("quotes/<uuid:quote>/", quote_pages.quote, name="quote"),
    path("quotes/<uuid:quote>/pdf/", papers.quote_pdf, name="quote_pdf"),
    path("quotes/<uuid:quote>/answering/", quote_pages.quote_answering, name="quote_answering"),
    path("payments/", payment_pages.payments, name="payments"),
    path("payments/<uuid:payment>/", payment_pages.payment, name="payment"),
    path("payments/<uuid:payment>/receipt/", papers.receipt_pdf, name="receipt"),
    path("payments/<uuid:payment>/allocating/", payment_pages.allocating, name="allocating"),
    path("payments/<uuid:payment>/reversing/", payment_pages.reversing, name="reversing"),
    path("payments/<uuid:payment>/refunding/", payment_pages.refunding, name="refunding"),
    path("refunds/<uuid:refund>/", papers.refund, name="refund"),
    path("refunds/<uuid:refund>/pdf/", papers.refund_pdf, name="refund_pdf"),
    path("day-book/", payment_pages.day_book, name="day_book"),
    path("settings/numbers/", series_pages.number_series, name="number_series"),
    path("settings/numbers/one/", series_pages.number_serie, name="number_serie"),
    path("customers/<uuid:party>/drafts/", draft_pages.draft_new, name="draft_new"),
    path("customers/<uuid:party>/payments/new/", payment_pages.payment_new, name="payment_new"),
    path("drafts/<uuid:draft>/", editor_pages.draft, name="draft"),
    path("drafts/<uuid:draft>/totals/", editor_pages.totals, name="draft_totals"),
    path("drafts/<uuid:draft>/versions/", editor_pages.versions, name="draft_versions"),
    path("drafts/<uuid:draft>/restoring/", editor_pages.restoring, name="restoring"),
    path("drafts/<uuid:draft>/attaching/", editor_pages.attaching, name="attaching"),
    path("drafts/<uuid:draft>/preview/", draft_pages.draft_preview, name="draft_preview"),
    path("drafts/<uuid:draft>/acceptance/", draft_pages.acceptance, name="acceptance"),
    path("drafts/<uuid:draft>/discarding/", draft_pages.discarding, name="discarding"),
    path("plans/", plan_pages.plans, name="plans"),
    path("customers/<uuid:party>/plans/new/", plan_pages.plan_new, name="plan_new"),
    path("plans/<uuid:plan>/", plan_pages.plan, name="plan"),
    path("plans/<uuid:plan>/edit/", plan_pages.plan_edit, name="plan_edit"),
    path("plans/<uuid:plan>/status/", plan_pages.plan_status, name="plan_status"),
    path("plans/<uuid:plan>/periods/<uuid:period>/decision/", plan_pages.plan_decision, name="plan_decision"),
    path("batches/", batch_pages.batches, name="batches"),
    path("batches/new/", batch_pages.batch_new, name="batch_new"),
    path("batches/<uuid:batch>/", batch_pages.batch, name="batch"),
    path("batches/<uuid:batch>/retrying/", batch_pages.batch_retrying, name="batch_retrying"),
    path("batches/<uuid:batch>/sending/", batch_pages.batch_sending, name="batch_sending"),
    path("items/", item_pages.items, name="items"),
    path("items/new/", item_pages.item_new, name="item_new"),
    path("items/<uuid:item>/", item_pages.item, name="item"),
    path("templates/", template_pages.template_list, name="templates"),
    path("templates/new/", template_pages.template_new, name="template_new"),
    path("templates/preview/", template_pages.template_preview, name="template_preview"),
    path("templates/<uuid:template>/", template_pages.template, name="template"),
    path("payment-claims/", claim_pages.claims, name="claims"),
    path("payment-claims/<uuid:claim>/confirmation/", claim_pages.confirmation, name="confirmation"),
    path("payment-claims/<uuid:claim>/rejection/", claim_pages.rejection, name="rejection"),
]

pages = [
    path("v", papers.verify, name="verify"),
    path("documents/<slug:look>/<slug:colour>/<slug:paper>.css", papers.stylesheet, name="stylesheet"),
]

_OF_CUSTOMER = "customers/<str:customer_id>/invoices"
api = [
    path(
        "customers/<str:customer_id>/statement/pdf", statements.StatementPdf.as_view(), name="statement-pdf"
    ),
    path(f"{_OF_CUSTOMER}/generate", drafts.Generate.as_view(), name="generate"),
    path(f"{_OF_CUSTOMER}/suggest", suggestions.Suggest.as_view(), name="suggest"),
    path(f"{_OF_CUSTOMER}/suggest/acceptance", suggestions.AcceptSuggestion.as_view(), name="suggest-accept"),
    path(
        f"{_OF_CUSTOMER}/drafts/<str:draft_id>/corrections",
        suggestions.Corrections.as_view(),
        name="draft-corrections",
    ),
    path(f"{_OF_CUSTOMER}/drafts", drafts.Drafts.as_view(), name="drafts"),
    path(f"{_OF_CUSTOMER}/drafts/<str:draft_id>", drafts.OneDraft.as_view(), name="draft"),
    path(f"{_OF_CUSTOMER}/drafts/<str:draft_id>/review", drafts.Review.as_view(), name="draft-review"),
    path(f"{_OF_CUSTOMER}/drafts/<str:draft_id>/preview", drafts.Preview.as_view(), name="draft-preview"),
    path("items", items.Items.as_view(), name="items"),
    path("items/<uuid:item_id>", items.OneItem.as_view(), name="item"),
    path("invoices", invoices.Invoices.as_view(), name="invoices"),
    path("invoices/export", exports_api.Invoices.as_view(), name="invoices-export"),
    path("invoices/walk-in", walk_ins.WalkIn.as_view(), name="walk-in"),
    path("invoices/untagged", walk_ins.Untagged.as_view(), name="untagged"),
    path("invoices/extraction", walk_ins.Extraction.as_view(), name="extraction"),
    path("invoices/<str:invoice_id>/tagging", walk_ins.Tagging.as_view(), name="tagging"),
    path("invoices/<str:invoice_id>", invoices.OneInvoice.as_view(), name="invoice"),
    path("invoices/<str:invoice_id>/pdf", documents.InvoicePdf.as_view(), name="invoice-pdf"),
    path("invoices/<str:invoice_id>/etims", etims_api.Etims.as_view(), name="invoice-etims"),
    path("invoices/<str:invoice_id>/voiding", taking_back.Voiding.as_view(), name="voiding"),
    path("invoices/<str:invoice_id>/write-off", taking_back.WriteOff.as_view(), name="write-off"),
    path("invoices/<str:invoice_id>/credit-notes", taking_back.CreditNotes.as_view(), name="credit-notes"),
    path("invoices/<str:invoice_id>/debit-notes", taking_back.DebitNotes.as_view(), name="debit-notes"),
    path("invoices/<str:invoice_id>/payments", payments.InvoicePayments.as_view(), name="invoice-payments"),
    path("invoices/<str:invoice_id>/promises", agreements.Promises.as_view(), name="promises"),
    path("invoices/<str:invoice_id>/disputes", agreements.Disputes.as_view(), name="disputes"),
    path("invoices/<str:invoice_id>/disputes/settlement", agreements.Settlement.as_view(), name="settlement"),
    path("batches", batches.Batches.as_view(), name="batches"),
    path("batches/<uuid:batch_id>", batches.OneBatch.as_view(), name="batch"),
    path("batches/<uuid:batch_id>/beginning", batches.Beginning.as_view(), name="batch-beginning"),
    path("batches/<uuid:batch_id>/retrying", batches.Retrying.as_view(), name="batch-retrying"),
    path("batches/<uuid:batch_id>/sending", batches.Sending.as_view(), name="batch-sending"),
    path("plans", plans.Plans.as_view(), name="plans"),
    path("plans/<uuid:plan_id>", plans.OnePlan.as_view(), name="plan"),
    path("plans/<uuid:plan_id>/status", plans.Status.as_view(), name="plan-status"),
    path("plans/<uuid:plan_id>/skipping", plans.Skipping.as_view(), name="plan-skipping"),
    path("plans/<uuid:plan_id>/periods/<uuid:period_id>", plans.Decision.as_view(), name="plan-decision"),
    path("credit-notes/<str:credit_note_id>", taking_back.OneCreditNote.as_view(), name="credit-note"),
    path("credit-notes/<str:credit_note_id>/pdf", documents.CreditNotePdf.as_view(), name="credit-note-pdf"),
    path(
        "customers/<str:customer_id>/payments", payments.CustomerPayments.as_view(), name="customer-payments"
    ),
    path("day-book", payments.DayBook.as_view(), name="day-book"),
    path("payments", payments.Payments.as_view(), name="payments"),
    path("payments/export", exports_api.Payments.as_view(), name="payments-export"),
    path("payments/<str:payment_id>", payments.OnePayment.as_view(), name="payment"),
    path("payments/<str:payment_id>/allocations", payments.Allocations.as_view(), name="allocations"),
    path("payments/<str:payment_id>/reversal", payments.Reversal.as_view(), name="payment-reversal"),
    path("payments/<str:payment_id>/refunds", payments.Refunds.as_view(), name="refunds"),
    path("payments/<str:payment_id>/receipt", documents.Receipt.as_view(), name="receipt"),
    path("templates", templates.Templates.as_view(), name="templates"),
    path("templates/<str:template_id>", templates.OneTemplate.as_view(), name="template"),
    path("quotes", quotes.Quotes.as_view(), name="quotes"),
    path("quotes/<str:quote_id>", quotes.OneQuote.as_view(), name="quote"),
    path("quotes/<str:quote_id>/pdf", documents.QuotePdf.as_view(), name="quote-pdf"),
    path("quotes/<str:quote_id>/acceptance", quotes.Acceptance.as_view(), name="quote-acceptance"),
    path("quotes/<str:quote_id>/refusal", quotes.Refusal.as_view(), name="quote-refusal"),
    path("payment-claims", claims.Claims.as_view(), name="claims"),
    path("payment-claims/<str:claim_id>/confirmation", claims.Confirmation.as_view(), name="confirmation"),
    path("payment-claims/<str:claim_id>/rejection", claims.Rejection.as_view(), name="rejection"),
]
