"""A page that is a form: 400 when it was sent and refused, 200 before."""

from django.shortcuts import render


def form_page(request, template, form, **context):
    status = 400 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
