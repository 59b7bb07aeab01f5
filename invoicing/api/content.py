"""What the API calls the parts of a draft -> what a draft calls them."""

from invoicing.selectors.templates import find_template


def draft_content(asked):
    """`items` are lines; a `template` is named by number (TMPL-001), key or UUID, and empty means the usual one."""
    content = dict(asked)
    if "items" in content:
        content["lines"] = content.pop("items")
    if "template" in content:
        named = content.pop("template")
        content["template_id"] = find_template(named).pk if named else None
    return content
