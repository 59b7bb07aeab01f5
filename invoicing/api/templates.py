"""/api/templates: how the shop's documents look (schema 2 of the management document)."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response

from invoicing.documents.template import COLUMNS, LANGUAGES, LOOKS
from invoicing.models import InvoiceTemplate
from invoicing.selectors.templates import find_template, templates
from invoicing.services.templates import add_template, change_template, ensure_standard
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.paging import PAGE_PARAMETERS, page
from smartkhata.accounts.api.schema import page_of, read

PARTS = ("look", "colour", "second_language", "header", "body", "footer")


class TemplateHeader(serializers.Serializer):
    include_logo = serializers.BooleanField(required=False)
    include_company_details = serializers.BooleanField(required=False)
    title = serializers.CharField(required=False, allow_blank=True, max_length=40)


class TemplateBody(serializers.Serializer):
    columns = serializers.ListField(child=serializers.ChoiceField(list(COLUMNS)), required=False)
    show_subtotal = serializers.BooleanField(required=False)
    show_tax = serializers.BooleanField(required=False)
    tax_rate = serializers.FloatField(required=False, allow_null=True, min_value=0, max_value=100)
    show_discount = serializers.BooleanField(required=False)


class TemplateFooter(serializers.Serializer):
    payment_terms = serializers.CharField(required=False, allow_blank=True, max_length=200)
    bank_details = serializers.BooleanField(required=False)
    mpesa_details = serializers.BooleanField(required=False)
    upi_details = serializers.BooleanField(required=False)
    notes_section = serializers.BooleanField(required=False)
    terms = serializers.CharField(required=False, allow_blank=True, max_length=2000)


class TemplateChangesIn(serializers.Serializer):
    name = serializers.CharField(required=False, max_length=80)
    description = serializers.CharField(required=False, allow_blank=True, max_length=300)
    look = serializers.ChoiceField(LOOKS, required=False)
    colour = serializers.CharField(required=False, allow_blank=True, max_length=7)
    second_language = serializers.ChoiceField(LANGUAGES, required=False, allow_blank=True)
    header = TemplateHeader(required=False)
    body = TemplateBody(required=False)
    footer = TemplateFooter(required=False)
    ai_prompt = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    is_default = serializers.BooleanField(required=False)
    status = serializers.ChoiceField(InvoiceTemplate.Status.values, required=False)


class NewTemplateIn(TemplateChangesIn):
    name = serializers.CharField(max_length=80)
    key = serializers.SlugField(required=False, max_length=40)


class TemplateOut(serializers.Serializer):
    template_id = serializers.CharField()
    id = serializers.UUIDField()
    key = serializers.CharField()
    name = serializers.CharField()
    description = serializers.CharField()
    look = serializers.CharField()
    colour = serializers.CharField()
    second_language = serializers.CharField()
    header = TemplateHeader()
    body = TemplateBody()
    footer = TemplateFooter()
    ai_prompt = serializers.CharField()
    version = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    is_default = serializers.BooleanField()
    status = serializers.CharField()


class Templates(BusinessApi):
    permissions = {"GET": "invoices.view", "POST": "settings.edit"}

    @extend_schema(
        operation_id="templates_list",
        parameters=[OpenApiParameter("status"), *PAGE_PARAMETERS],
        responses=page_of("templates", TemplateOut),
    )
    def get(self, request):
        ensure_standard()
        rows = templates(status=request.query_params.get("status", ""))
        return Response(page(request, rows, name="templates", show=answer))

    @extend_schema(request=NewTemplateIn, responses={201: TemplateOut})
    def post(self, request):
        asked = read(NewTemplateIn, request.data)
        asked.pop("status", None)
        template = add_template(by=request.user, **_sorted(asked))
        return Response(answer(template), status=status.HTTP_201_CREATED)


class OneTemplate(BusinessApi):
    permissions = {"GET": "invoices.view", "PUT": "settings.edit"}

    @extend_schema(responses=TemplateOut)
    def get(self, request, template_id):
        ensure_standard()
        return Response(answer(find_template(template_id)))

    @extend_schema(request=TemplateChangesIn, responses=TemplateOut)
    def put(self, request, template_id):
        asked = read(TemplateChangesIn, request.data)
        template = change_template(find_template(template_id), by=request.user, **_sorted(asked))
        return Response(answer(template))


def answer(template):
    """A template with the keys of schema 2, and what else it holds."""
    return {
        "template_id": template.number,
        "id": template.pk,
        "key": template.key,
        "name": template.name,
        "description": template.description,
        **{part: template.content[part] for part in PARTS},
        "ai_prompt": template.ai_prompt,
        "version": template.version,
        "created_at": template.created_at,
        "is_default": template.is_default,
        "status": template.status,
    }


def _sorted(asked):
    """The parts of the content apart from the template's own fields."""
    content = {part: asked.pop(part) for part in PARTS if part in asked}
    return asked | {"content": content}
