"""Whether a person or a program asks for a link or a picture, by what the request says of itself.

A scanner that calls itself a browser isn't known by this; one that comes with the delivery is told by the time
(states.py).
"""

import re

_PROGRAMS = re.compile(
    # Mailboxes that fetch pictures: Gmail's two ways, Yahoo.
    r"GoogleImageProxy|Edge/12\.246 Mozilla/5\.0|YahooMailProxy"
    # Previews in a chat.
    r"|WhatsApp/|facebookexternalhit|facebookcatalog|Slack-ImgProxy|SkypeUriPreview|Iframely|Embedly"
    # Scanners that open what a mail links to.
    r"|SafeLinks|Microsoft-URLAnalyzer|Existence Discovery|Barracuda|Mimecast|Proofpoint|urldefense"
    r"|IronPort|FireEye|FortiGuard|TrendMicro|Trend Micro|Symantec|Sophos"
    # Programs that don't pretend. (Cubot makes phones.)
    r"|(?<!cu)bot\b|crawl|spider|slurp|preview|prefetch|headless|phantomjs"
    r"|^curl|^wget|^python|^java/|^go-http|libwww|^okhttp$|^axios|^node|^undici|^ruby|^php|^perl|httpclient",
    re.IGNORECASE,
)
# Apple Mail's proxy says no more than this.
_BARE = ("", "Mozilla/5.0")
# A browser says so when nobody has pressed yet.
_PURPOSES = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
_AHEAD = re.compile(r"prefetch|prerender|preview", re.IGNORECASE)


def is_machine(method, headers):
    """True for HEAD, for known programs, and for what a browser loads before it is asked to."""
    agent = headers.get("User-Agent", "").strip()
    if method == "HEAD" or agent in _BARE or _PROGRAMS.search(agent):
        return True
    return any(_AHEAD.search(headers.get(name, "")) for name in _PURPOSES)
