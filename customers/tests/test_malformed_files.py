"""Files as they come: cut short, mixed up, in any bytes. Each gets a report or a refusal, and never half a khata."""

import io
import os
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from customers.models import LedgerEntry, Party
from customers.readers import read
from customers.services.imports import ask_to_apply, running, start_import
from smartkhata.core.errors import DomainError

# 200 in the nightly run, fewer where every push waits for them.
FILES = int(os.environ.get("MALFORMED_FILES", 40))
cell = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["9876543210", "+91 98765 43210", "1,200.00 Cr", "=1+1", '"', "\x00", "Ramesh", "५००", "-", "1e9"]
    ),
)
header = st.sampled_from(
    ["Name", "Phone", "Email", "Balance", "You'll get", "GSTIN", "Tags", "Notes", "Type", "X", ""]
)
lines = st.lists(st.lists(cell, max_size=7), max_size=12)


@st.composite
def delimited(draw):
    between = draw(st.sampled_from([",", ";", "\t", "|", ",,", " "]))
    rows = [draw(st.lists(header, min_size=1, max_size=7)), *draw(lines)]
    text = draw(st.sampled_from(["\n", "\r\n", "\r"])).join(between.join(row) for row in rows)
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1"]))
    return text.encode(encoding, "replace")


@st.composite
def cards(draw):
    inside = st.sampled_from(
        ["FN:", "N:", "TEL;CELL:", "EMAIL:", "ADR;ENCODING=QUOTED-PRINTABLE:", "ORG:", "NOTE:", ""]
    )
    body = "\r\n".join(draw(inside) + draw(cell) for _ in range(draw(st.integers(0, 8))))
    end = draw(st.sampled_from(["END:VCARD", "END:VCARD\r\nBEGIN:VCARD", ""]))
    return f"BEGIN:VCARD\r\n{body}\r\n{end}".encode("utf-8", "replace")


@st.composite
def workbooks(draw):
    book = Workbook()
    for row in [["Name", "Phone", "Balance"], *draw(lines)]:
        book.active.append(["".join(char for char in text if char >= " ") for text in row])
    out = io.BytesIO()
    book.save(out)
    whole = out.getvalue()
    return whole[: draw(st.integers(1, len(whole)))] if draw(st.booleans()) else whole


broken = st.one_of(
    delimited(),
    cards(),
    workbooks(),
    st.binary(max_size=400),
    st.binary(max_size=40).map(lambda b: b"PK\x03\x04" + b),
)


@pytest.mark.django_db
@settings(max_examples=FILES, deadline=None, suppress_health_check=list(HealthCheck))
@given(broken)
def test_every_file_gets_a_report_and_none_is_half_applied(asha, content):
    with asha.scope():
        before = Party.objects.count(), LedgerEntry.objects.count()
        try:
            brought = start_import(content, file_name="x", by=asha.user)
        except DomainError as error:
            assert error.code == "bad_file" and error.message
            return
        try:
            running.examine(brought)
        except DomainError as error:
            assert error.code in ("bad_columns", "bad_file")
            assert (Party.objects.count(), LedgerEntry.objects.count()) == before
            return
        counts = brought.counts
        assert counts["total"] == sum(counts[key] for key in counts if key != "total") == brought.rows.count()
        ask_to_apply(brought, by=asha.user)
        running.apply(brought, by_id=asha.user.pk)
        assert brought.state == "applied", brought.problem
        assert Party.objects.count() == before[0] + counts["new"]


def test_an_archive_that_unpacks_to_far_more_is_refused_unopened():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    with pytest.raises(DomainError, match="unpacks to far more"):
        read(out.getvalue())


def test_a_file_over_the_limits_is_refused():
    with pytest.raises(DomainError, match="larger than 10 MB"):
        read(b"x" * (10 * 2**20 + 1))
    with pytest.raises(DomainError, match="more than 100,000 rows"):
        read(b"Name,Phone\n" + b"a,\n" * 100_011)
