"""/api/customers/{id}/timeline, /notes, /tags: what happened, what was noted, what they are called."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.response import Response

from customers import khata_answers as answers
from customers import khata_schemas as schemas
from customers.selectors import find_party
from customers.selectors.timeline import PARTS, timeline
from customers.services.notes import add_note, remove_note
from customers.services.tags import add_tags, remove_tag, set_tags
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.paging import PAGE_PARAMETERS, page
from smartkhata.accounts.api.schema import read


class Timeline(BusinessApi):
    permissions = {"GET": "customers.view"}

    @extend_schema(
        parameters=[OpenApiParameter("type", enum=list(PARTS)), *PAGE_PARAMETERS],
        responses=schemas.TimelineOut,
    )
    def get(self, request, customer_id):
        rows = timeline(find_party(customer_id), part=request.query_params.get("type", ""))
        return Response(page(request, rows, name="events", show=answers.event))


class Notes(BusinessApi):
    permissions = {"GET": "customers.view", "POST": "customers.edit"}

    @extend_schema(operation_id="notes_list", parameters=PAGE_PARAMETERS, responses=schemas.NotesOut)
    def get(self, request, customer_id):
        rows = find_party(customer_id).note_rows.all()
        return Response(page(request, rows, name="notes", show=answers.note))

    @extend_schema(request=schemas.NoteIn, responses={201: schemas.NoteOut})
    def post(self, request, customer_id):
        party = find_party(customer_id)
        note = add_note(party, by=request.user, **read(schemas.NoteIn, request.data))
        return Response(answers.note(note), status=status.HTTP_201_CREATED)


class OneNote(BusinessApi):
    permissions = {"DELETE": "customers.edit"}

    @extend_schema(responses={204: None})
    def delete(self, request, customer_id, note_id):
        remove_note(find_party(customer_id), note_id, by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


class Tags(BusinessApi):
    """GET reads, POST adds, PUT replaces."""

    permissions = {"GET": "customers.view", "POST": "customers.edit", "PUT": "customers.edit"}

    @extend_schema(responses=schemas.TagsOut)
    def get(self, request, customer_id):
        return Response({"tags": find_party(customer_id).tags})

    @extend_schema(request=schemas.TagsIn, responses=schemas.TagsOut)
    def post(self, request, customer_id):
        return self._write(request, customer_id, add_tags)

    @extend_schema(request=schemas.TagsIn, responses=schemas.TagsOut)
    def put(self, request, customer_id):
        return self._write(request, customer_id, set_tags)

    def _write(self, request, customer_id, write):
        names = read(schemas.TagsIn, request.data)["tags"]
        return Response({"tags": write(find_party(customer_id), names, by=request.user).tags})


class OneTag(BusinessApi):
    permissions = {"DELETE": "customers.edit"}

    @extend_schema(responses={204: None})
    def delete(self, request, customer_id, tag):
        remove_tag(find_party(customer_id), tag, by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)
