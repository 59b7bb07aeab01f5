"""How rows appear to staff: to be read, never written."""

from django.contrib import admin


class ReadOnly(admin.ModelAdmin):
    """Staff look and don't touch: money and history change only through the product."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class ShopRows(ReadOnly):
    """Rows of the shop that was entered; none before that."""

    def get_queryset(self, request):
        return self.model.objects.get_queryset()

    def has_module_permission(self, request):
        return getattr(request, "staff_visit", None) is not None and super().has_module_permission(request)

    def has_view_permission(self, request, obj=None):
        return getattr(request, "staff_visit", None) is not None and super().has_view_permission(request, obj)
