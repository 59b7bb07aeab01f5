"""Parties and the khata."""

from django.urls import path

from customers.api import about, duplicates, imports, khata, merges, parties, search
from customers.api import exports as file_api
from customers.views import book, bulk, customer, editing, entries, exports, finding, notes, statements
from customers.views import duplicates as duplicate_pages
from customers.views import imports as import_pages
from customers.views import merging as merge_pages

owner = [
    path("find/", finding.find, name="find"),
    path("customers/", book.customers, name="customers"),
    path("customers/alike/", duplicate_pages.alike, name="alike"),
    path("customers/duplicates/", duplicate_pages.duplicates, name="duplicates"),
    path("customers/duplicates/apart/", duplicate_pages.apart, name="apart"),
    path("customers/tagging/", bulk.tagging, name="customers_tagging"),
    path("customers/views/", bulk.view_save, name="view_save"),
    path("customers/views/<uuid:view>/removal/", bulk.view_forget, name="view_forget"),
    path("customers/ageing/", statements.ageing, name="ageing"),
    path("customers/new/", editing.customer_new, name="customer_new"),
    path("customers/export/", exports.customers, name="customers_export"),
    path("customers/<uuid:party>/khata/export/", exports.khata, name="khata_export"),
    path("customers/merging/", merge_pages.merging, name="merging"),
    path("merges/<uuid:merge>/undoing/", merge_pages.merge_undoing, name="merge_undoing"),
    path("imports/", import_pages.import_new, name="imports"),
    path("imports/<uuid:brought>/", import_pages.one_import, name="import"),
    path("imports/<uuid:brought>/columns/", import_pages.columns, name="import_columns"),
    path("imports/<uuid:brought>/application/", import_pages.application, name="import_application"),
    path("imports/<uuid:brought>/undoing/", import_pages.undoing, name="import_undoing"),
    path("customers/<uuid:party>/", customer.customer, name="customer"),
    path("customers/<uuid:party>/edit/", editing.customer_edit, name="customer_edit"),
    path("customers/<uuid:party>/invoices/", customer.customer_invoices, name="customer_invoices"),
    path("customers/<uuid:party>/payments/", customer.customer_payments, name="customer_payments"),
    path("customers/<uuid:party>/activity/", customer.customer_activity, name="customer_activity"),
    path("customers/<uuid:party>/notes/", notes.customer_notes, name="customer_notes"),
    path("customers/<uuid:party>/notes/new/", notes.note_new, name="note_new"),
    path("customers/<uuid:party>/notes/<uuid:note>/removal/", notes.note_remove, name="note_remove"),
    path("customers/<uuid:party>/entries/", entries.entry_new, name="entry_new"),
    path("customers/<uuid:party>/entries/<uuid:entry>/undoing/", entries.entry_undo, name="entry_undo"),
    path("customers/<uuid:party>/difference/", entries.difference, name="difference"),
    path("customers/<uuid:party>/allowance/", customer.allowance, name="allowance"),
    path("customers/<uuid:party>/statement/", statements.statement, name="statement"),
    path("customers/<uuid:party>/statement/sharing/", statements.statement_share, name="statement_share"),
]

# Asked at each key that is typed: found before the hundred others are tried.
api_typed = [path("customers/search", search.Search.as_view(), name="customer-search")]
api = [
    path("imports", imports.Imports.as_view(), name="imports"),
    path("imports/<str:import_id>", imports.OneImport.as_view(), name="import"),
    path("imports/<str:import_id>/columns", imports.Columns.as_view(), name="import-columns"),
    path("imports/<str:import_id>/rows", imports.Rows.as_view(), name="import-rows"),
    path("imports/<str:import_id>/application", imports.Application.as_view(), name="import-application"),
    path("imports/<str:import_id>/undoing", imports.Undoing.as_view(), name="import-undoing"),
    path("customers", parties.Customers.as_view(), name="customers"),
    path("customers/export", file_api.Customers.as_view(), name="customers-export"),
    path("customers/duplicates", duplicates.Duplicates.as_view(), name="duplicates"),
    path("customers/stats/summary", parties.Statistics.as_view(), name="statistics"),
    path("customers/stats/ageing", khata.Ages.as_view(), name="ageing"),
    path("customers/<str:customer_id>", parties.Customer.as_view(), name="customer"),
    path("customers/<str:customer_id>/merge", merges.OneMerge.as_view(), name="merge"),
    path("merges", merges.Merges.as_view(), name="merges"),
    path("merges/<str:merge_id>/undoing", merges.MergeUndoing.as_view(), name="merge-undoing"),
    path("customers/<str:customer_id>/entries", khata.Entries.as_view(), name="entries"),
    path(
        "customers/<str:customer_id>/entries/<str:entry_id>/reversal",
        khata.Reversal.as_view(),
        name="entry-reversal",
    ),
    path("customers/<str:customer_id>/entries/<str:entry_id>/photo", khata.Photo.as_view(), name="photo"),
    path("customers/<str:customer_id>/write-off", khata.WriteOff.as_view(), name="write-off"),
    path("customers/<str:customer_id>/ledger", khata.Ledger.as_view(), name="ledger"),
    path("customers/<str:customer_id>/ledger/export", file_api.Khata.as_view(), name="ledger-export"),
    path("customers/<str:customer_id>/statement", khata.Statement.as_view(), name="statement"),
    path("customers/<str:customer_id>/timeline", about.Timeline.as_view(), name="timeline"),
    path("customers/<str:customer_id>/notes", about.Notes.as_view(), name="notes"),
    path("customers/<str:customer_id>/notes/<str:note_id>", about.OneNote.as_view(), name="note"),
    path("customers/<str:customer_id>/tags", about.Tags.as_view(), name="tags"),
    path("customers/<str:customer_id>/tags/<str:tag>", about.OneTag.as_view(), name="tag"),
]
