"""What a shop says of itself in its settings stands on its documents: signature, scheme of tax."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from invoicing.documents.render import render_html
from invoicing.selectors import document, find_invoice
from invoicing.selectors.documents import pictures_of
from invoicing.testing import an_invoice
from smartkhata.accounts.services.shops import FIELDS

pytestmark = pytest.mark.django_db


def settings_of(shop, **changes):
    values = {field: getattr(shop.business, field) for field in FIELDS} | changes
    return {field: value for field, value in values.items() if value not in (False, None)}


def a_picture():
    out = io.BytesIO()
    Image.new("RGBA", (900, 300), (12, 59, 48, 128)).save(out, "PNG")
    return SimpleUploadedFile("picture.png", out.getvalue())


def test_the_signature_is_kept_beside_the_logo_and_either_can_go(asha):
    url = asha.url("settings/")
    asha.client.post(url, settings_of(asha, logo=a_picture(), signature=a_picture()))
    asha.business.refresh_from_db()
    assert asha.business.signature_id and asha.business.signature_id != asha.business.logo_id
    with asha.scope():
        shown = pictures_of(asha.business)
        paper = render_html(document(find_invoice(an_invoice(asha.user).pk), asha.business))
    assert shown["signature"].startswith("data:image/png;base64,") and shown["signature"] in paper
    asha.client.post(url, settings_of(asha, remove_signature="on"))
    asha.business.refresh_from_db()
    assert asha.business.signature_id is None and asha.business.logo_id


def test_the_services_scheme_gives_a_bill_of_supply_with_its_notice(asha):
    form = settings_of(asha, registration="services", tax_id="27AAPFU0939F1ZV")
    assert asha.client.post(asha.url("settings/"), form).status_code == 302
    with asha.scope():
        asha.business.refresh_from_db()
        invoice = an_invoice(asha.user)
        page = render_html(document(find_invoice(invoice.pk), asha.business))
    assert (invoice.title, invoice.tax) == ("Bill of Supply", 0)
    assert "notification No. 2/2019-Central Tax (Rate) dated 07.03.2019" in page and "CGST" not in page
