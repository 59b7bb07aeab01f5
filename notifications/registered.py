"""What the law of India lets into an SMS (TRAI, DLT): 40 characters for each variable of a registered text. Pure."""

INDIA = "+91"
LONGEST_VARIABLE = 40


def link_in(channel, to, link):
    """The link as it stands in a message to `to`: without https:// where it would not fit into a registered SMS.
    A phone opens it all the same."""
    is_too_long = channel == "sms" and to.startswith(INDIA) and len(link) > LONGEST_VARIABLE
    return link.removeprefix("https://") if is_too_long else link
