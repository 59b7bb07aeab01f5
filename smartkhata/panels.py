"""Which app shows what on the customer's page and in its API answer, and which page a short link opens."""

CUSTOMER_DETAIL = ("invoicing.selectors.panel_of",)
PANEL_TEMPLATES = ("invoicing/_panel.html", "notifications/_panel.html")

# Whether a phone is somebody's of the network, and what they call themselves: never which shops know them.
PERSON_WITH_PHONE = "portal.selectors.person_with_phone"

# What a link is about -> its page; everything else is a bill (/p).
LINK_PAGES = {
    "verify": "/v",
    "invitation": "/join",
    "accountletter": "/account/letter",
    "party": "/khata",
}
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
    "invoicing.Payment",
    "invoicing.PaymentClaim",
    "invoicing.Refund",
    "invoicing.RecurringPlan",
    "notifications.Notification",
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
    "invoicing.BatchRow": "tells what a batch did",
    "notifications.Preference": "the kept customer's own word holds",
    "portal.Link": "made anew when the phone comes in",
}
# Who computes anew what a party remembers, and who knows what ties two parties together.
AFTER_MERGE = ("invoicing.services.standing.keep_standing",)
MERGE_TIES = ("invoicing.selectors.merging.ties",)
