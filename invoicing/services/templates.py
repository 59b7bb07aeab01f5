"""Templates: the standard one of each shop, the shop's own, and a new version with each change."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from invoicing.documents.template import STANDARD, completed
from invoicing.models import InvoiceTemplate, TemplateVersion
from invoicing.selectors.templates import find_template, version_of
from smartkhata.core import countries
from smartkhata.core.counters import next_value
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record
from smartkhata.core.models import Business
from smartkhata.core.tenancy import current_business_id

STANDARD_KEY, STANDARD_NUMBER = "standard", "TMPL-001"
PROMPT = (
    "Generate a professional service invoice: one line for each service, with quantity, unit and rate as the"
    " merchant said them. Never invent a price."
)
FIELDS = ("name", "description", "ai_prompt", "status")


def ensure_standard(*, at=None):
    """TMPL-001 "Standard Service Invoice" of the open shop; harmless when it is there."""
    at = at or timezone.now()
    with transaction.atomic():
        template = InvoiceTemplate(
            number=STANDARD_NUMBER,
            key=STANDARD_KEY,
            name="Standard Service Invoice",
            description="Default template for service-based invoices",
            ai_prompt=PROMPT,
            is_default=not InvoiceTemplate.objects.filter(is_default=True).exists(),
            created_at=at,
        )
        InvoiceTemplate.objects.bulk_create([template], ignore_conflicts=True)
        if InvoiceTemplate.objects.filter(pk=template.pk).exists():
            _keep(template, _standard(), None, at)
    return find_template(STANDARD_KEY)


def current_version(template=None):
    """The version that a document issued now gets; a shop without any gets its standard first."""
    version = version_of(template)
    if version is None:
        ensure_standard()
        version = version_of(template)
    return version


def add_template(*, name, by, key="", description="", ai_prompt="", content=None, is_default=False, at=None):
    """A template of the shop's own. DomainError by field for a bad part, 409 ``template_exists`` for its key."""
    at = at or timezone.now()
    ensure_standard(at=at)
    whole = completed(content)
    template = InvoiceTemplate(
        number=f"TMPL-{next_value('template') + 1:03d}",
        key=slugify(key or name)[:40] or "template",
        **_checked(name=name, description=description, ai_prompt=ai_prompt),
        created_at=at,
    )
    try:
        with transaction.atomic():
            template.save(force_insert=True)
    except IntegrityError:
        text = _("There is a template called %(key)s already. Choose another name.") % {"key": template.key}
        raise DomainError(text, code="template_exists", status=409, fields={"name": text}) from None
    _keep(template, whole, by, at)
    if is_default:
        make_default(template)
    record("template.added", template, by=by, at=at, number=template.number)
    return find_template(template.pk)


def change_template(template, *, by, content=None, is_default=None, at=None, **fields):
    """Change what is given; `content` is laid over the current one. Issued documents keep their version."""
    at = at or timezone.now()
    with transaction.atomic():
        template = InvoiceTemplate.objects.select_for_update().get(pk=template.pk)
        current = template.versions.get(version=template.version).content
        for field, value in _checked(**fields).items():
            setattr(template, field, value)
        _check_default_stays(template, is_default)
        whole = completed(content, base=current)
        if whole != current:
            template.version += 1
            _keep(template, whole, by, at)
        template.save()
        if is_default:
            make_default(template)
        record("template.changed", template, by=by, at=at, number=template.number, version=template.version)
    return find_template(template.pk)


def make_default(template):
    """The one that documents get when nobody says otherwise."""
    with transaction.atomic():
        InvoiceTemplate.objects.filter(is_default=True).exclude(pk=template.pk).update(is_default=False)
        InvoiceTemplate.objects.filter(pk=template.pk).update(is_default=True)


def _standard():
    """The standard's content, with the words and the rate of the shop's country (the document's example: 16)."""
    business = Business.objects.get(pk=current_business_id())
    percent = countries.get(business.country).default_rate()
    days = int(business.payment_terms.removeprefix("net_"))
    return completed(
        {
            "body": {"tax_rate": percent},
            "footer": {"payment_terms": f"Payment due within {days} days" if days else "Payment due at once"},
        },
        base=STANDARD,
    )


def _keep(template, content, by, at):
    TemplateVersion.objects.create(
        template=template, version=template.version, content=content, by_id=getattr(by, "pk", None), at=at
    )


def _check_default_stays(template, is_default):
    loses = template.is_default and (is_default is False or template.status == "inactive")
    if loses:
        text = _("This is the shop's default template. Make another one the default first.")
        raise DomainError(text, code="default_template", status=409, fields={"status": text})


def _checked(**fields):
    problems = {}
    limits = {"name": 80, "description": 300, "ai_prompt": 2000, "status": 8}
    clean = {
        key: str(value or "").replace("\x00", "").strip()
        for key, value in fields.items()
        if value is not None
    }
    if "name" in clean and not clean["name"]:
        problems["name"] = _("Give the template a name.")
    for key, value in clean.items():
        if len(value) > limits[key]:
            problems[key] = _("Say it in at most %(n)s letters.") % {"n": limits[key]}
    if clean.get("status") and clean["status"] not in InvoiceTemplate.Status.values:
        problems["status"] = _("The status is active or inactive.")
    if problems:
        raise DomainError("The template needs another look.", code="bad_template", fields=problems)
    return clean
