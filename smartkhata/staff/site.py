"""Staff admin: nothing before a TOTP code, and no shop's rows before a recorded visit."""

from contextlib import ExitStack
from functools import wraps

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django_otp.admin import OTPAdminSite

from smartkhata.core.errors import DomainError
from smartkhata.core.models import Business
from smartkhata.core.tenancy import business_scope, staff_scope
from smartkhata.staff import visits


class StaffSite(OTPAdminSite):
    site_header = "SmartKhata staff"
    site_title = "SmartKhata staff"
    index_title = "Shops and people"

    def admin_view(self, view, cacheable=False):
        @wraps(view)
        def scoped(request, *args, **kwargs):
            with ExitStack() as scopes:
                scopes.enter_context(staff_scope(request.user.pk))
                visit = request.staff_visit = visits.current(request)
                if visit:
                    scopes.enter_context(business_scope(visit.business_id))
                response = view(request, *args, **kwargs)
                # Admin answers are rendered late, after the scope would have ended.
                return response.render() if hasattr(response, "render") else response

        return super().admin_view(scoped, cacheable)

    def each_context(self, request):
        return {**super().each_context(request), "staff_visit": getattr(request, "staff_visit", None)}

    def get_urls(self):
        return [
            path("enter/<uuid:pk>/", self.admin_view(self.enter), name="enter_shop"),
            path("leave/", self.admin_view(self.leave), name="leave_shop"),
            *super().get_urls(),
        ]

    def enter(self, request, pk):
        """Ask for the reason, record the visit in the shop's own history, then show its rows."""
        business = get_object_or_404(Business, pk=pk)
        if request.method == "POST":
            try:
                visits.enter(request, business, reason=request.POST.get("reason", ""))
            except DomainError as error:
                messages.error(request, error.message)
            else:
                return redirect("admin:index")
        context = {**self.each_context(request), "title": f"Enter {business.name}", "business": business}
        return TemplateResponse(request, "staff/enter.html", context)

    def leave(self, request):
        if request.method == "POST":
            visits.leave(request)
        return redirect("admin:index")
