"""Sending, and what was sent."""

from django.urls import path

from notifications import api as notifications_api
from notifications import webhooks
from notifications.api import accounts as accounts_api
from notifications.api import broadcasts as broadcasts_api
from notifications.api import notices as notices_api
from notifications.api import reminders as reminders_api
from notifications.api import texts as texts_api
from notifications.services.accounts import OFFERED
from notifications.views import (
    accounts,
    broadcasts,
    coming,
    health,
    notices,
    outbox,
    papers,
    reminders,
    reminding_many,
    report,
    sending,
    texts,
    told,
)

owner = [
    path("invoices/<uuid:invoice>/sending/", sending.invoice_send, name="invoice_send"),
    path("invoices/<uuid:invoice>/sharing/", sending.invoice_share, name="invoice_share"),
    path("quotes/<uuid:quote>/sending/", papers.quote_send, name="quote_send"),
    path("quotes/<uuid:quote>/sharing/", papers.quote_share, name="quote_share"),
    path("credit-notes/<uuid:credit_note>/sending/", papers.credit_note_send, name="credit_note_send"),
    path("credit-notes/<uuid:credit_note>/sharing/", papers.credit_note_share, name="credit_note_share"),
    path("messages/", report.message_report, name="message_report"),
    path("messages/failed/", report.failed_messages, name="failed_messages"),
    path("messages/health/", health.message_health, name="message_health"),
    path("messages/providers/", accounts.provider_accounts, name="provider_accounts"),
    path("messages/providers/<str:channel>/test/", accounts.provider_test, name="provider_test"),
    path("messages/providers/<str:channel>/removal/", accounts.provider_removal, name="provider_removal"),
    *[
        path(
            f"messages/providers/{channel}/{provider}/",
            accounts.provider_account,
            {"channel": channel, "provider": provider},
            name="provider_account",
        )
        for channel, offered in OFFERED.items()
        for provider in offered
    ],
    path("messages/<str:message>/settling/", report.message_settling, name="message_settling"),
    path("notices/", notices.notices_page, name="notices"),
    path("notices/reading/", notices.notices_reading, name="notices_reading"),
    path("notices/wishes/", notices.notice_wishes, name="notice_wishes"),
    path("notices/<uuid:notice>/", notices.notice_opening, name="notice_opening"),
    path("invoices/<uuid:invoice>/messages/", told.invoice_messages, name="invoice_messages"),
    path("customers/<uuid:party>/messages/", told.customer_messages, name="customer_messages"),
    path("customers/<uuid:party>/messages/new/", broadcasts.message_new, name="message_new"),
    path("customers/messages/new/", broadcasts.message_many, name="message_many"),
    path("broadcasts/<uuid:broadcast>/", broadcasts.broadcast, name="broadcast"),
    path("going-out/", coming.going_out, name="going_out"),
    path("going-out/<uuid:scheduled>/cancelling/", coming.scheduled_cancelling, name="scheduled_cancelling"),
    path("message-texts/", texts.message_texts, name="message_texts"),
    path("message-texts/one/", texts.message_text, name="message_text"),
    path("message-texts/one/standard/", texts.text_reset, name="text_reset"),
    path("reminders/", reminders.reminders, name="reminders"),
    path("customers/reminding/", reminding_many.remind_many, name="remind_many"),
    path("customers/reminded/", reminding_many.reminded_many, name="reminded_many"),
    path("customers/<uuid:party>/reminding/", reminders.reminding, name="reminding"),
    path("customers/<uuid:party>/rest/", reminders.rest, name="rest"),
]
pages = [
    path("outbox/", outbox.outbox, name="outbox"),
    path("n", notices.notices_short, name="notices_short"),
]
_TEXT = "message-texts/<str:kind>/<str:tone>/<str:channel>/<str:language>"
_DRAFT = "customers/<str:customer_id>/invoices/drafts/<str:draft_id>"
hooks = [
    path("sendgrid", webhooks.sendgrid_events),
    path("sendgrid/<uuid:account>", webhooks.sendgrid_events),
    path("twilio/replies", webhooks.twilio_reply),
    path("twilio/replies/<uuid:account>", webhooks.twilio_reply),
    path("twilio/<uuid:notification>", webhooks.twilio_status),
    path("twilio/<uuid:notification>/<uuid:account>", webhooks.twilio_status),
    path("msg91/<str:secret>", webhooks.msg91_reports),
    path("msg91/<str:secret>/<uuid:account>", webhooks.msg91_reports),
    path("africastalking/<str:secret>/replies", webhooks.africastalking_reply),
    path("africastalking/<str:secret>/<uuid:account>/replies", webhooks.africastalking_reply),
    path("africastalking/<str:secret>", webhooks.africastalking_report),
    path("africastalking/<str:secret>/<uuid:account>", webhooks.africastalking_report),
]
api = [
    path(f"{_DRAFT}/send", notifications_api.SendDraft.as_view(), name="draft-send"),
    path(
        "customers/<str:customer_id>/notifications",
        notifications_api.CustomerNotifications.as_view(),
        name="customer-notifications",
    ),
    path("customers/<str:customer_id>/reminders", reminders_api.Reminders.as_view(), name="reminders"),
    path("reminders", reminders_api.RemindersToMany.as_view(), name="reminders-to-many"),
    path("invoices/<str:invoice_id>/send", notifications_api.SendInvoice.as_view(), name="invoice-send"),
    path("quotes/<str:quote_id>/send", notifications_api.SendQuote.as_view(), name="quote-send"),
    path(
        "credit-notes/<str:credit_note_id>/send",
        notifications_api.SendCreditNote.as_view(),
        name="credit-note-send",
    ),
    path(
        "invoices/<str:invoice_id>/send-to-customer",
        notifications_api.SendToCustomer.as_view(),
        name="invoice-send-to-customer",
    ),
    path(
        "invoices/<str:invoice_id>/delivery-status",
        notifications_api.DeliveryStatus.as_view(),
        name="delivery-status",
    ),
    path("notifications/delivery-report", notifications_api.DeliveryReport.as_view(), name="delivery-report"),
    path(
        "notifications/<str:notification_id>/resending",
        notifications_api.Resending.as_view(),
        name="notification-resending",
    ),
    path("provider-accounts", accounts_api.ProviderAccounts.as_view(), name="provider-accounts"),
    path(
        "provider-accounts/<str:channel>",
        accounts_api.ProviderAccountOfChannel.as_view(),
        name="provider-account",
    ),
    path("message-texts", texts_api.MessageTexts.as_view(), name="message-texts"),
    path(_TEXT, texts_api.MessageTextOne.as_view(), name="message-text"),
    path(f"{_TEXT}/trial", texts_api.MessageTextTrial.as_view(), name="message-text-trial"),
    path("broadcasts", broadcasts_api.Broadcasts.as_view(), name="broadcasts"),
    path("broadcasts/<uuid:broadcast_id>", broadcasts_api.BroadcastOne.as_view(), name="broadcast"),
    path("notices", notices_api.Notices.as_view(), name="notices"),
    path("notices/reading", notices_api.NoticesReading.as_view(), name="notices-reading"),
    path("scheduled-sends", notifications_api.ScheduledSends.as_view(), name="scheduled-sends"),
    path(
        "scheduled-sends/<uuid:scheduled_id>/cancelling",
        notifications_api.ScheduledSendCancelling.as_view(),
        name="scheduled-send-cancelling",
    ),
]
