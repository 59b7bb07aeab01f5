"""The bell's page, and how one wants to hear."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from notifications import topics
from notifications.forms import NoticeWishesForm
from notifications.models import Notice
from notifications.selectors.notices import notices, shown, url_of, wishes_of
from notifications.services import notices as service
from smartkhata.accounts.doors import owner_page, public_page
from smartkhata.core import attempts, links
from smartkhata.core.errors import DomainError, not_found
from smartkhata.core.forms import refused
from smartkhata.core.models import Business
from smartkhata.core.network import address_of
from smartkhata.core.tenancy import business_scope

PAGE = 30
TRIES_A_MINUTE = 30


@public_page
def notices_short(request):
    """GET /n?t=TOKEN, as an SMS has it: on to the page of that shop, which asks who one is."""
    found = links.resolve(request.GET.get("t", ""))
    if not found or found.subject.partition(":")[0] not in ("notice", "digest"):
        attempts.count(f"link:{address_of(request)}", limit=TRIES_A_MINUTE, seconds=60)
        raise not_found("This link was not found.")
    with business_scope(found.business_id):
        shop = Business.objects.get(pk=found.business_id).slug
    return redirect("owner:notices", shop=shop)


@owner_page("shop.view")
def notices_page(request):
    unread = "unread" in request.GET
    page = Paginator(notices(request.user, unread=unread), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": shown(list(page.object_list), request.business),
        "unread": unread,
        "query": "unread" if unread else "",
        "topics": {name: topic.words for name, topic in topics.TOPICS.items()},
    }
    return render(request, "notifications/notices.html", context)


@owner_page("shop.view")
@require_POST
def notice_opening(request, notice):
    """It is read, and its page opens."""
    row = get_object_or_404(Notice.objects.select_related("event"), pk=notice, user=request.user)
    service.read(request.user, rows=Notice.objects.filter(pk=row.pk))
    return redirect(url_of(row.event, request.business))


@owner_page("shop.view")
@require_POST
def notices_reading(request):
    service.read(request.user, rows=Notice.objects.all())
    messages.success(request, _("All notices are marked as read."))
    return redirect("owner:notices", shop=request.business.slug)


@owner_page("shop.view")
def notice_wishes(request):
    form = NoticeWishesForm(request.POST or None, wishes=wishes_of(request.user), may=request.membership.may)
    if request.method == "POST" and form.is_valid():
        try:
            service.change_wishes(request.user, **form.asked())
        except DomainError as error:
            refused(form, error)
        else:
            messages.success(request, _("Saved. It holds from now on."))
            return redirect("owner:notice_wishes", shop=request.business.slug)
    reach = {name: service.reach(request.user, name, request.business) for name in service.CHANNELS}
    context = {"form": form, "reach": reach}
    return render(request, "notifications/notice_wishes.html", context, status=400 if form.errors else 200)
