"""Which app shows what on the customer's page and in its API answer, and which page a short link opens."""

CUSTOMER_DETAIL = ("invoicing.selectors.panel_of",)
PANEL_TEMPLATES = ("invoicing/_panel.html", "notifications/_panel.html")

# What a link is about -> its page; everything else is a bill (/p).
LINK_PAGES = {"invitation": "/join", "accountletter": "/account/letter"}
