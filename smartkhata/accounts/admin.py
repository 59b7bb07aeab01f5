"""Users, shops and memberships for staff."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from smartkhata.accounts.models import Membership, StaffVisit, User
from smartkhata.core.admin import ReadOnly
from smartkhata.core.models import Business


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ["email", "name", "is_active", "is_staff", "created_at"]
    search_fields = ["email"]
    fields = ["email", "name", "language", "is_active", "is_staff", "last_login"]
    readonly_fields = ["email", "last_login"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Business)
class BusinessAdmin(ReadOnly):
    list_display = ["name", "country", "created_at", "is_active", "visit"]
    list_filter = ["country", "is_active"]
    search_fields = ["name", "slug"]
    fields = ["name", "slug", "country", "currency", "time_zone", "registration", "is_active", "created_at"]

    @admin.display(description="Its data")
    def visit(self, business):
        return format_html(
            '<a href="{}">Enter this shop</a>', reverse("admin:enter_shop", args=[business.pk])
        )


@admin.register(Membership)
class MembershipAdmin(ReadOnly):
    list_display = ["user", "business", "role", "created_at"]
    list_filter = ["role"]
    list_select_related = ["user", "business"]

    def get_queryset(self, request):
        return Membership.across.all()


@admin.register(StaffVisit)
class StaffVisitAdmin(ReadOnly):
    list_display = ["at", "user", "business", "reason"]
    list_select_related = ["user", "business"]
