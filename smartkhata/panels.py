"""Which app shows what on the customer's page and in its API answer, and which page a short link opens."""

CUSTOMER_DETAIL = ("invoicing.selectors.panel_of",)
PANEL_TEMPLATES = ("invoicing/_panel.html", "notifications/_panel.html")

# Whether a phone is somebody's of the network, and what they call themselves: never which shops know them.
PERSON_WITH_PHONE = "portal.selectors.person_with_phone"

# What a link is about -> its page; everything else is a bill (/p).
LINK_PAGES = {"verify": "/v", "invitation": "/join", "accountletter": "/account/letter"}
# Who knows what was open of the shop's documents on a day; the ageing asks them.
OPEN_DOCUMENTS = ("invoicing.selectors.standing.open_at",)
# What a file brought from an old book may hold.
IMPORT_KINDS = {"customers": "customers.services.imports.people.People"}
