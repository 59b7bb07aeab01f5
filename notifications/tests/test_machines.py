"""People and programs, by what their requests say of themselves."""

import pytest
from django.http.request import HttpHeaders

from notifications.machines import is_machine

CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0"
PEOPLE = {
    "android": f"Mozilla/5.0 (Linux; Android 14; SM-A155F) {CHROME} Mobile Safari/537.36",
    "a phone by Cubot": f"Mozilla/5.0 (Linux; Android 11; CUBOT X50) {CHROME} Mobile Safari/537.36",
    "a cheap phone": "Opera/9.80 (J2ME/MIDP; Opera Mini/7.1.32052/191.273; U; en) Presto/2.12.423 Version/12.16",
    "iphone": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1",
    "inside Facebook": f"Mozilla/5.0 (Linux; Android 13) {CHROME} Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/480.0;]",
    "edge": f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36 Edg/129.0.0.0",
    "outlook on a desk": "Mozilla/4.0 (compatible; ms-office; MSOffice 16)",
    "thunderbird": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.2.0",
}
MACHINES = {
    "nothing": "",
    "apple mail's proxy": "Mozilla/5.0",
    "gmail": "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
    "gmail ahead": (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
        " Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0"
    ),
    "yahoo": "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html",
    "outlook's scanner": "Mozilla/5.0 (compatible; Microsoft-URLAnalyzer; SafeLinks)",
    "office looks whether it is there": "Microsoft Office Existence Discovery",
    "whatsapp": "WhatsApp/2.24.18.76 A",
    "telegram": "TelegramBot (like TwitterBot)",
    "slack": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "facebook": "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "skype": "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
    "barracuda": "BarracudaCentral/1.0",
    "a search engine": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "a browser without a person": f"Mozilla/5.0 (X11; Linux x86_64) {CHROME.replace('Chrome', 'HeadlessChrome')}",
    "a program": "curl/8.9.1",
    "another": "python-requests/2.32.3",
}


def asked(agent, method="GET", **headers):
    names = {f"HTTP_{name}": value for name, value in headers.items()}
    return is_machine(method, HttpHeaders({"HTTP_USER_AGENT": agent} | names))


@pytest.mark.parametrize("who", PEOPLE)
def test_people_are_people(who):
    assert not asked(PEOPLE[who])


@pytest.mark.parametrize("who", MACHINES)
def test_machines_are_machines(who):
    assert asked(MACHINES[who])


def test_who_asks_for_the_head_alone_reads_nothing():
    assert asked(PEOPLE["android"], method="HEAD")


@pytest.mark.parametrize(
    "said",
    [
        {"SEC_PURPOSE": "prefetch;prerender"},
        {"PURPOSE": "prefetch"},
        {"X_PURPOSE": "preview"},
        {"X_MOZ": "prefetch"},
    ],
)
def test_what_a_browser_loads_ahead_was_not_pressed(said):
    assert asked(PEOPLE["iphone"], **said)


@pytest.mark.parametrize(
    "rule", [lambda agent: "bot" in agent.lower(), lambda agent: not agent.startswith("Mozilla/")]
)
def test_an_easier_rule_would_be_wrong_both_ways(rule):
    """The check can fail: machines pass for people, and people for machines."""
    assert any(rule(agent) for agent in PEOPLE.values())
    assert not all(rule(agent) for agent in MACHINES.values())
