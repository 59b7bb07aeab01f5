"""The language in which a shop writes to a customer."""

from smartkhata.core import countries


def language_of(party, business):
    """The party's language, else the shop's, if its country has texts in it; else English."""
    wanted = (party.language if party else "") or business.language
    return wanted if wanted in countries.get(business.country).languages else "en"
