"""/api/customers/{id}/invoices/generate and /drafts."""

from django.conf import settings
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.response import Response

from customers.selectors import find_party
from invoicing import answers, schemas
from invoicing.answers.documents import GENERATION
from invoicing.api.content import draft_content
from invoicing.api.documents import pdf_response
from invoicing.documents.render import render_html, render_pdf
from invoicing.models import Draft
from invoicing.selectors import drafts_of, find_draft
from invoicing.selectors.previews import preview
from invoicing.services import drafts as writing
from invoicing.services import generating
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.paging import PAGE_PARAMETERS, page
from smartkhata.accounts.api.schema import read
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.waiting import wait_for

GENERATE_SECONDS = 8


class Generate(BusinessApi):
    """A sentence -> a draft, written by a worker; waits up to 8 s for it."""

    permissions = {"POST": "invoices.draft"}
    scoped = False

    @extend_schema(request=schemas.GenerateIn, responses={201: schemas.DraftOut, 202: schemas.GeneratingOut})
    def post(self, request, customer_id):
        asked = read(schemas.GenerateIn, request.data)
        generating.require_room(self.business)
        with self.scope():
            draft = generating.ask(
                find_party(customer_id),
                prompt=asked["prompt"],
                template=asked.get("template", ""),
                charge_tax=asked["auto_calculate_tax"],
                use_history=asked["include_previous_context"],
                by=request.user,
            )
            self.keep_for_now(_generating, draft, status=status.HTTP_202_ACCEPTED)
        wait_for(lambda: self._written(draft), seconds=GENERATE_SECONDS)
        with self.scope():
            draft = find_draft(draft.pk)
            if draft.generation == Draft.Generation.RUNNING:
                return Response(_generating(draft), status=status.HTTP_202_ACCEPTED)
            answer = answers.draft(draft, self.business, today(self.business))
        return Response(answer, status=status.HTTP_201_CREATED)

    def _written(self, draft):
        with self.scope():
            return Draft.objects.exclude(generation=Draft.Generation.RUNNING).filter(pk=draft.pk).exists()


class Drafts(BusinessApi):
    permissions = {"GET": "invoices.view", "POST": "invoices.draft"}

    @extend_schema(operation_id="drafts_list", parameters=PAGE_PARAMETERS, responses=schemas.DraftListOut)
    def get(self, request, customer_id):
        rows, day = drafts_of(find_party(customer_id)), today(self.business)
        shown = page(request, rows, name="drafts", show=lambda row: answers.draft(row, self.business, day))
        return Response(shown)

    @extend_schema(request=schemas.DraftIn, responses={201: schemas.DraftOut})
    def post(self, request, customer_id):
        asked = draft_content(read(schemas.DraftIn, request.data))
        asked.pop("version", None)
        party = find_party(customer_id)
        draft = writing.start_draft(party, by=request.user, **{"lines": [], **asked})
        answer = answers.draft(draft, self.business, today(self.business))
        return Response(answer, status=status.HTTP_201_CREATED)


class OneDraft(BusinessApi):
    permissions = {"GET": "invoices.view", "PUT": "invoices.draft", "DELETE": "invoices.draft"}

    @extend_schema(responses=schemas.DraftOut)
    def get(self, request, customer_id, draft_id):
        return Response(self._shown(self._find(customer_id, draft_id)))

    @extend_schema(request=schemas.DraftIn, responses=schemas.DraftOut)
    def put(self, request, customer_id, draft_id):
        asked = draft_content(read(schemas.DraftIn, request.data))
        try:
            draft = writing.save_draft(self._find(customer_id, draft_id), by=request.user, **asked)
        except DomainError as error:
            if "current" in error.extra:
                error.extra = {"draft": self._shown(error.extra["current"])}
            raise
        return Response(self._shown(draft))

    @extend_schema(responses={204: None})
    def delete(self, request, customer_id, draft_id):
        writing.discard_draft(self._find(customer_id, draft_id), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _find(self, customer_id, draft_id):
        return find_draft(draft_id, party=find_party(customer_id))

    def _shown(self, draft):
        return answers.draft(draft, self.business, today(self.business))


class Review(BusinessApi):
    """A person has looked at what the drafter flags: it holds the draft back no longer."""

    permissions = {"POST": "invoices.draft"}

    @extend_schema(request=None, responses=schemas.DraftOut)
    def post(self, request, customer_id, draft_id):
        draft = find_draft(draft_id, party=find_party(customer_id))
        draft = writing.review_draft(draft, by=request.user)
        return Response(answers.draft(draft, self.business, today(self.business)))


class Preview(BusinessApi):
    """The draft as the document it would become: ``?format=html`` (default) or ``pdf``."""

    permissions = {"GET": "invoices.view"}
    scoped = False

    @extend_schema(
        parameters=[OpenApiParameter("format", enum=["html", "pdf"])], responses={(200, "text/html"): str}
    )
    def get(self, request, customer_id, draft_id):
        with self.scope():
            draft = find_draft(draft_id, party=find_party(customer_id))
            document = preview(draft, self.business)
        if request.query_params.get("format") == "pdf":
            return pdf_response(render_pdf(document), draft.number)
        return HttpResponse(render_html(document))


def _generating(draft):
    path = f"/api/customers/{draft.party.number}/invoices/drafts/{draft.number}"
    return {
        "draft_id": draft.number,
        "id": draft.pk,
        "generation": GENERATION[draft.generation],
        "url": f"{settings.PUBLIC_BASE_URL}{path}",
    }
