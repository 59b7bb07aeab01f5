"""The owner's templates: a list, an editor, and the paper beside it while it is edited."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from invoicing.documents.complete import complete
from invoicing.documents.render import render_html, render_part, stylesheet_url
from invoicing.forms import TemplateForm
from invoicing.selectors.templates import find_template, templates
from invoicing.selectors.trial import trial_document
from invoicing.services.templates import add_template, change_template, ensure_standard
from smartkhata.accounts.doors import owner_page
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused


@owner_page("settings.edit")
def template_list(request):
    ensure_standard()
    return render(request, "invoicing/templates.html", {"templates": templates()})


@owner_page("settings.edit")
def template_new(request):
    """A new template begins as the standard one."""
    return _editor(request, ensure_standard(), new=True)


@owner_page("settings.edit")
def template(request, template):
    return _editor(request, find_template(template), new=False)


@owner_page("settings.edit")
@require_POST
def template_preview(request):
    """The paper as the form would make it; the last good one is kept while a field is wrong (htmx: 204)."""
    form = TemplateForm(request.POST, business=request.business)
    form.is_valid()
    try:
        shown = complete(trial_document(request.business), form.content())
    except DomainError:
        return HttpResponse(status=204)
    if not request.htmx:
        return HttpResponse(render_html(shown))
    return render(request, "invoicing/_trial.html", _paper(shown))


def _editor(request, found, *, new):
    business = request.business
    initial = None if new else found
    form = TemplateForm(request.POST or None, business=business, template=initial)
    if request.method == "POST" and form.is_valid():
        try:
            saved = _save(request, form, initial)
        except DomainError as error:
            refused(form, error)
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": saved.name})
            return redirect("owner:templates", shop=business.slug)
    context = {"form": form, "template": initial}
    context |= _paper(complete(trial_document(business), found.content))
    return render(request, "invoicing/template.html", context, status=400 if form.errors else 200)


def _save(request, form, found):
    values = {"content": form.content(), "by": request.user, **form.own()}
    if found is None:
        return add_template(**values)
    return change_template(found, **values)


def _paper(document):
    return {"paper": render_part(document), "stylesheet": stylesheet_url(document)}
