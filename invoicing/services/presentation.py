"""How a document will be presented, settled when it is issued: title, template version, look, languages."""

from invoicing.selectors.presenting import language_of, look_of, title_of
from invoicing.services.templates import current_version


def presentation(draft, business, totals):
    """Fields of the Invoice to be: {title, template_version, presentation}."""
    version = current_version(draft.template)
    return {
        "title": title_of(draft, business, totals, version.content),
        "template_version": version,
        "presentation": {
            "look": look_of(draft.party),
            "language": language_of(draft.party, business),
            "second": version.content["second_language"],
        },
    }
