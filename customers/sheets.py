"""Rows as a CSV file that a spreadsheet opens without running anything."""

import csv

from django.http import HttpResponse

from smartkhata.core.sheets import guarded


def as_csv(rows, name):
    """An attachment ``<name>.csv`` of rows of plain values; UTF-8 with a mark, as spreadsheets want it."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response)
    for row in rows:
        writer.writerow([guarded(value) if isinstance(value, str) else value for value in row])
    return response
