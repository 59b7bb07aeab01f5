"""The khata for staff, after a recorded visit."""

from django.contrib import admin

from customers.models import LedgerEntry, Party
from smartkhata.core.admin import ShopRows


@admin.register(Party)
class PartyAdmin(ShopRows):
    list_display = ["number", "name", "status", "balance", "last_invoice_on"]
    list_filter = ["status"]
    search_fields = ["phone__exact", "number__exact"]


@admin.register(LedgerEntry)
class LedgerEntryAdmin(ShopRows):
    list_display = ["on", "party", "kind", "amount", "source"]
    list_select_related = ["party"]
    list_filter = ["kind"]
