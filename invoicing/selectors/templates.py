"""Templates of documents, and what a version of one says."""

from django.db.models import F
from django.utils.translation import gettext as _

from invoicing.documents.template import STANDARD
from invoicing.models import InvoiceTemplate, TemplateVersion
from invoicing.selectors.references import find, padded


def templates(*, status=""):
    """The shop's templates in their order; each with its `content`."""
    rows = InvoiceTemplate.objects.order_by("number")
    rows = list(rows.filter(status=status) if status else rows)
    versions = TemplateVersion.objects.filter(template__in=rows, version=F("template__version"))
    content = dict(versions.values_list("template_id", "content"))
    for row in rows:
        row.content = content[row.pk]
    return rows


def active_templates():
    """The templates that a new document may choose."""
    return list(InvoiceTemplate.objects.filter(status="active").order_by("number"))


def find_template(ref):
    """A template by UUID, number (``TMPL-001``) or key (``standard``), with its `content`; 404 otherwise."""
    numbered = padded("TMPL", 3)

    def by_word(text):
        wanted = numbered(text)
        return wanted if "number" in wanted else {"key": text.lower()}

    row = find(InvoiceTemplate.objects, ref, missing=_("This template was not found."), by_number=by_word)
    row.content = row.versions.get(version=row.version).content
    return row


def version_of(template=None):
    """The current version of a template, or of the shop's default one; None while there is none."""
    rows = TemplateVersion.objects.select_related("template").filter(version=F("template__version"))
    wanted = {"template__is_default": True} if template is None else {"template": template}
    return rows.filter(**wanted).first()


def content_of(version):
    """What a version says; what was issued before there were templates says the standard."""
    return version.content if version else STANDARD
