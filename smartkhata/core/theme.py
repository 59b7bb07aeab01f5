"""Light or dark, and the language: kept in cookies, so the server renders the right page at once."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from smartkhata.core import native

THEMES = ("auto", "light", "dark")
YEAR = 365 * 24 * 3600


def context(request):
    """What every page knows: theme, languages, and whether PDF is missing on this server."""
    theme = request.COOKIES.get("sk_theme", "auto")
    return {
        "theme": theme if theme in THEMES else "auto",
        "languages": settings.LANGUAGES,
        "language": get_language(),
        "mend_pdf": native.mend_command(),
    }


def icon(request):
    """Browsers ask for it on pages that name none, such as a printed invoice."""
    return HttpResponseRedirect(static("img/logo.svg"))


@require_POST
def choose(request):
    """POST theme=light|dark|auto."""
    theme = request.POST.get("theme")
    response = HttpResponseRedirect(back(request))
    if theme in THEMES:
        response.set_cookie("sk_theme", theme, max_age=YEAR, samesite="Lax", secure=settings.SECURE_COOKIES)
    return response


@require_POST
def language(request):
    """POST language=en|hi|sw."""
    response = HttpResponseRedirect(back(request))
    wanted = request.POST.get("language")
    if wanted in dict(settings.LANGUAGES):
        name = settings.LANGUAGE_COOKIE_NAME
        response.set_cookie(name, wanted, max_age=YEAR, samesite="Lax", secure=settings.SECURE_COOKIES)
    return response


def back(request):
    """The page one came from, if it is ours."""
    for target in (request.POST.get("next", ""), request.headers.get("Referer", "")):
        if target and url_has_allowed_host_and_scheme(target, {request.get_host()}):
            return target
    return "/"
