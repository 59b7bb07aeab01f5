"""Rows as a CSV file that a spreadsheet opens without running anything."""

import csv

from django.http import HttpResponse

# What a spreadsheet would take for a formula; a phone's plus is none when only digits follow.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows, name):
    """An attachment ``<name>.csv`` of rows of plain values; UTF-8 with a mark, as spreadsheets want it."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response)
    for row in rows:
        writer.writerow([_safe(value) for value in row])
    return response


def _safe(value):
    if not isinstance(value, str) or not value.startswith(_FORMULA) or value[1:].isdigit():
        return value
    return f"'{value}"
