"""Which app shows what on the customer's page and in its API answer, and which page a short link opens."""

from django.utils.translation import gettext_lazy as _

CUSTOMER_DETAIL = ("invoicing.selectors.panel_of",)
PANEL_TEMPLATES = ("invoicing/_panel.html", "notifications/_panel.html")

# Whether a phone is somebody's of the network, and what they call themselves: never which shops know them.
PERSON_WITH_PHONE = "portal.selectors.person_with_phone"

# What the search box finds besides customers: permission, heading, finder(text, limit=) of the app that knows.
FOUND_ELSEWHERE = (("invoices.view", _("Invoices"), "invoicing.selectors.found.invoices_like"),)
# The places that the search box goes to: page, words, permission, icon. A page that is not there is left out.
PLACES = (
    ("owner:home", _("Home"), "shop.view", "home"),
    ("owner:invoice_new", _("New invoice"), "invoices.draft", "document-plus"),
    ("owner:customer_new", _("New customer"), "customers.edit", "user-plus"),
    ("owner:customers", _("Customers"), "customers.view", "users"),
    ("owner:invoices", _("Invoices"), "invoices.view", "document-text"),
    ("owner:quotes", _("Quotes"), "invoices.view", "clipboard-document-list"),
    ("owner:claims", _("Payments to confirm"), "invoices.view", "check-badge"),
    ("owner:items", _("Items"), "invoices.view", "tag"),
    ("owner:plans", _("Recurring invoices"), "invoices.view", "arrow-path"),
    ("owner:batches", _("Bills for many customers"), "invoices.view", "document-duplicate"),
    ("owner:going_out", _("Going out"), "invoices.view", "calendar-days"),
    ("owner:imports", _("Import customers"), "customers.edit", "arrow-up-tray"),
    ("owner:duplicates", _("Possible duplicates"), "customers.view", "user-group"),
    ("owner:ageing", _("How old is what I am owed"), "customers.view", "clock"),
    ("owner:numbers", _("Numbers"), "numbers.view", "chart-bar"),
    ("owner:notices", _("Notices"), "shop.view", "bell"),
    ("owner:failed_messages", _("Messages to mend"), "invoices.view", "paper-airplane"),
    ("owner:message_report", _("Messages: how many arrive"), "numbers.view", "paper-airplane"),
    ("owner:message_texts", _("Message texts"), "settings.edit", "chat-bubble-left-right"),
    ("owner:settings", _("Settings"), "settings.edit", "cog-6-tooth"),
    ("owner:team", _("Team"), "team.edit", "user-group"),
)

# What a link is about -> its page; everything else is a bill (/p).
LINK_PAGES = {
    "verify": "/v",
    "invitation": "/join",
    "accountletter": "/account/letter",
    "party": "/khata",
    "quote": "/q",
    "notice": "/n",
    "digest": "/n",
}
# What brings a link -> who knows what the link is about.
LINK_CARRIERS = {"notification": "notifications.selectors.messages.opens"}
# Who knows what was open of the shop's documents on a day; the ageing asks them.
OPEN_DOCUMENTS = ("invoicing.selectors.standing.open_at",)
# What a file brought from an old book may hold.
IMPORT_KINDS = {
    "customers": "customers.services.imports.people.People",
    "invoices": "invoicing.services.past.PastInvoices",
}
# What changes hands when two customers turn out to be one; lines of the khata stay where they were written.
MERGE_MOVES = (
    "customers.Note",
    "invoicing.Draft",
    "invoicing.Invoice",
    "invoicing.CreditNote",
    "invoicing.Quote",
    "invoicing.Payment",
    "invoicing.PaymentClaim",
    "invoicing.Refund",
    "invoicing.RecurringPlan",
    "invoicing.BatchRow",
    "notifications.Notification",
    "notifications.Preference",
    "notifications.ReminderSent",
)
# What stays with the alias, and why no page misses it.
MERGE_STAYS = {
    "customers.LedgerEntry": "read under both identities",
    "customers.ImportRow": "tells what a file said",
    "customers.Merge": "is the merge",
    "customers.Tag": "copied to the other",
    "customers.KeptApart": "said of these two",
    "customers.Party": "aliases are turned to the other",
    "portal.Link": "leads from the phone to whom the alias turned out to be",
}
# What two rows make of each other where a customer has room for one: (row of the kept or None, row of the other).
MERGE_JOINS = {
    "invoicing.BatchRow": "invoicing.services.batches.bill_once",
    "notifications.Preference": "notifications.services.preferences.heed_both",
}
# Who computes anew what a party remembers, and who knows what ties two parties together.
AFTER_MERGE = ("invoicing.services.standing.keep_standing",)
MERGE_TIES = ("invoicing.selectors.merging.ties",)
# What must be so that only an app on the right knows: called in each shop with the moment, gives Broken rows
# (notifications/services/invariants).
INVARIANTS = ("portal.services.proof.too_many_codes",)
