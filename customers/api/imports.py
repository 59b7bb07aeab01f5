"""/api/imports: bringing in the old book, step by step."""

from django.utils.translation import gettext
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.response import Response

from customers import schemas_of_imports as schemas
from customers.models import ImportRow
from customers.selectors import imports as selectors
from customers.services import imports as bringing
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.paging import PAGE_PARAMETERS, page
from smartkhata.accounts.api.schema import read


class Imports(BusinessApi):
    permissions = {"GET": "customers.view", "POST": "customers.edit"}
    parser_classes = [MultiPartParser, JSONParser]

    @extend_schema(operation_id="imports_list", parameters=PAGE_PARAMETERS, responses=schemas.ImportListOut)
    def get(self, request):
        return Response(page(request, selectors.imports(), name="imports", show=shown))

    @extend_schema(request={"multipart/form-data": schemas.ImportIn}, responses={201: schemas.ImportOut})
    def post(self, request):
        asked = read(schemas.ImportIn, request.data)
        file = asked["file"]
        brought = bringing.start_import(file.read(), file_name=file.name, kind=asked["kind"], by=request.user)
        return Response(shown(brought), status=status.HTTP_201_CREATED)


class OneImport(BusinessApi):
    permissions = {"GET": "customers.view"}

    @extend_schema(responses=schemas.ImportOut)
    def get(self, request, import_id):
        return Response(shown(selectors.find_import(import_id)))


class Columns(BusinessApi):
    permissions = {"PUT": "customers.edit"}

    @extend_schema(request=schemas.ColumnsIn, responses=schemas.ImportOut)
    def put(self, request, import_id):
        brought, asked = selectors.find_import(import_id), read(schemas.ColumnsIn, request.data)
        bringing.choose_columns(
            brought, asked["columns"], change_known=asked["change_known"], by=request.user
        )
        return Response(shown(selectors.find_import(import_id)))


class Rows(BusinessApi):
    permissions = {"GET": "customers.view"}

    @extend_schema(
        parameters=[OpenApiParameter("outcome", enum=ImportRow.Outcome.values), *PAGE_PARAMETERS],
        responses=schemas.ImportRowListOut,
    )
    def get(self, request, import_id):
        rows = selectors.rows_of(selectors.find_import(import_id), request.query_params.get("outcome", ""))
        return Response(page(request, rows, name="rows", show=row))


class _Step(BusinessApi):
    """A wish that a worker fulfils: 202, and the import tells how far it is."""

    def answer(self, step, request, import_id):
        step(selectors.find_import(import_id), by=request.user)
        return Response(shown(selectors.find_import(import_id)), status=status.HTTP_202_ACCEPTED)


class Application(_Step):
    permissions = {"POST": "customers.edit"}

    @extend_schema(request=None, responses={202: schemas.ImportOut})
    def post(self, request, import_id):
        return self.answer(bringing.ask_to_apply, request, import_id)


class Undoing(_Step):
    permissions = {"POST": "customers.remove"}

    @extend_schema(request=None, responses={202: schemas.ImportOut})
    def post(self, request, import_id):
        return self.answer(bringing.ask_to_undo, request, import_id)


def shown(brought):
    done, total = selectors.progress_of(brought)
    return {
        "import_id": brought.pk,
        "kind": brought.kind,
        "file_name": brought.file_name,
        "form": brought.form,
        "preset": brought.preset,
        "state": brought.state,
        "problem": gettext(brought.problem) if brought.problem else None,
        "headers": brought.headers,
        "columns": brought.columns,
        "change_known": brought.change_known,
        "counts": brought.counts,
        "progress": {"done": done, "total": total},
        "created_at": brought.created_at,
        "applied_at": brought.applied_at,
        "undone_at": brought.undone_at,
    }


def row(found):
    return {
        "line": found.position,
        "outcome": found.outcome,
        "text": found.label,
        "note": found.note,
        "customer": {"customer_id": found.party.number, "id": found.party_id} if found.party else None,
    }
