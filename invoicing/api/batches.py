"""/api/batches: the same bill to many customers, looked at before anything is issued."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.response import Response

from customers.selectors import parties
from invoicing import answers, schemas
from invoicing.selectors.batches import batches, dry_run, find_batch, progress, progress_of_many, rows_of
from invoicing.services import batches as service
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.paging import PAGE_PARAMETERS, page
from smartkhata.accounts.api.schema import read
from smartkhata.core.clock import today

WHO = ("tag", "search", "payment_status")


class Batches(BusinessApi):
    permissions = {"GET": "invoices.view", "POST": "invoices.issue"}

    @extend_schema(operation_id="batches_list", parameters=PAGE_PARAMETERS, responses=schemas.BatchListOut)
    def get(self, request):
        shown = page(request, batches(), name="batches", show=lambda row: row)
        counted = progress_of_many(shown["batches"])
        shown["batches"] = [answers.batch(row, counted[row.pk]) for row in shown["batches"]]
        return Response(shown)

    @extend_schema(request=schemas.BatchIn, responses={201: schemas.BatchOut})
    def post(self, request):
        asked = read(schemas.BatchIn, request.data)
        who = {name: asked.pop(name, "") for name in WHO}
        chosen = parties(day=today(self.business), status="current", sort="name", **who)
        batch = service.start_batch(chosen, lines=asked.pop("items"), by=request.user, **asked)
        return Response(answers.batch(batch, progress(batch)), status=status.HTTP_201_CREATED)


class OneBatch(BusinessApi):
    """Its rows with what each customer would pay; PUT changes rows while the batch is open."""

    permissions = {"GET": "invoices.view", "PUT": "invoices.issue"}

    @extend_schema(parameters=PAGE_PARAMETERS, responses=schemas.OneBatchOut)
    def get(self, request, batch_id):
        return Response(self._shown(request, find_batch(batch_id)))

    @extend_schema(request=schemas.BatchRowsIn, responses=schemas.OneBatchOut)
    def put(self, request, batch_id):
        asked = read(schemas.BatchRowsIn, request.data)["rows"]
        batch = find_batch(batch_id)
        service.change_rows(batch, {str(row.pop("row_id")): row for row in asked}, by=request.user)
        return Response(self._shown(request, batch))

    def _shown(self, request, batch):
        """`total_amount` is the sum of the rows shown that will be billed."""
        rows = page(request, rows_of(batch), name="rows", show=lambda row: row)
        shown, whole = dry_run(rows["rows"], self.business)
        rows |= {"rows": [answers.batch_row(row) for row in shown], "total_amount": whole}
        return rows | {"batch": answers.batch(batch, progress(batch))}


class Beginning(BusinessApi):
    """Issue all waiting rows in the background; GET of the batch tells how far it is."""

    permissions = {"POST": "invoices.issue"}

    @extend_schema(request=None, responses={202: schemas.BatchOut})
    def post(self, request, batch_id):
        batch = service.begin_batch(find_batch(batch_id), by=request.user)
        return Response(answers.batch(batch, progress(batch)), status=status.HTTP_202_ACCEPTED)


class Retrying(BusinessApi):
    """Bill the rows that failed once more, each customer still once."""

    permissions = {"POST": "invoices.issue"}

    @extend_schema(request=None, responses={202: schemas.BatchOut})
    def post(self, request, batch_id):
        batch = service.retry_batch(find_batch(batch_id), by=request.user)
        return Response(answers.batch(batch, progress(batch)), status=status.HTTP_202_ACCEPTED)


class Sending(BusinessApi):
    """Send all invoices of a finished batch, once."""

    permissions = {"POST": "invoices.send"}

    @extend_schema(request=None, responses={202: schemas.BatchOut})
    def post(self, request, batch_id):
        batch = service.send_batch(find_batch(batch_id), by=request.user)
        return Response(answers.batch(batch, progress(batch)), status=status.HTTP_202_ACCEPTED)
