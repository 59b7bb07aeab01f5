"""Which app shows what on the customer's page, and what of theirs stands in the customer's API answer."""

CUSTOMER_DETAIL = ("invoicing.selectors.panel_of",)
PANEL_TEMPLATES = ("invoicing/_panel.html", "notifications/_panel.html")
