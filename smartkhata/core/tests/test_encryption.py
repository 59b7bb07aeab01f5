"""Encrypted fields: nothing rests in clear, nothing opens elsewhere, keys can be changed."""

import base64

import pytest
from django.core.exceptions import FieldError
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from smartkhata.core.encryption import Unreadable, blind_index, decrypt, encrypt
from smartkhata.core.models import Business

OLD = "old:" + base64.b64encode(b"o" * 32).decode()
NEW = "new:" + base64.b64encode(b"n" * 32).decode()


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_every_text_comes_back(text):
    assert decrypt(encrypt(text, "table.column"), "table.column") == text


def test_the_same_text_is_never_written_alike():
    assert encrypt("12 MG Road", "t.c") != encrypt("12 MG Road", "t.c")


def test_a_value_opens_only_in_its_own_column():
    with pytest.raises(Unreadable):
        decrypt(encrypt("12 MG Road", "core_business.address"), "core_business.tax_id")


def test_a_new_key_writes_and_the_old_one_still_reads(settings):
    settings.FIELD_KEYS = [OLD]
    before = encrypt("12 MG Road", "t.c")
    settings.FIELD_KEYS = [NEW, OLD]
    assert decrypt(before, "t.c") == "12 MG Road"
    assert encrypt("12 MG Road", "t.c").startswith("new:")


def test_without_its_key_a_value_is_an_error_and_never_the_ciphertext(settings):
    settings.FIELD_KEYS = [OLD]
    value = encrypt("12 MG Road", "t.c")
    settings.FIELD_KEYS = [NEW]
    with pytest.raises(Unreadable) as refused:
        decrypt(value, "t.c")
    assert value not in str(refused.value)


def test_a_key_of_the_right_name_but_other_bytes_reads_nothing(settings):
    settings.FIELD_KEYS = [OLD]
    value = encrypt("12 MG Road", "t.c")
    settings.FIELD_KEYS = [NEW.replace("new:", "old:")]
    with pytest.raises(Unreadable):
        decrypt(value, "t.c")


@pytest.mark.parametrize("value", ["12 MG Road", "t1:", "t1:!!!", "t1:QUFB", ":", "t1:" + "QUFB" * 20])
def test_what_was_never_encrypted_is_an_error(value):
    with pytest.raises(Unreadable):
        decrypt(value, "t.c")


def test_one_changed_character_is_an_error():
    value = encrypt("12 MG Road", "t.c")
    swapped = "A" if value[-10] != "A" else "B"
    with pytest.raises(Unreadable):
        decrypt(value[:-10] + swapped + value[-9:], "t.c")


@pytest.fixture
def shop(db):
    return Business.objects.create(
        slug="asha", name="Asha", country="IN", currency="INR", time_zone="Asia/Kolkata", address="12 MG Road"
    )


def test_the_database_holds_no_clear_text(shop):
    with connection.cursor() as cursor:
        cursor.execute("SELECT address, tax_id FROM core_business WHERE id = %s", [shop.pk])
        address, tax_id = cursor.fetchone()
    assert "MG Road" not in address
    assert address.startswith("t1:")
    assert tax_id == ""
    assert decrypt(address, "core_business.address") == "12 MG Road"


def test_a_field_reads_and_writes_clear_text(shop):
    assert Business.objects.get(pk=shop.pk).address == "12 MG Road"
    Business.objects.filter(pk=shop.pk).update(address="7 Moi Avenue")
    assert Business.objects.values_list("address", flat=True).get(pk=shop.pk) == "7 Moi Avenue"
    shop.address = "9 Link Road"
    Business.objects.bulk_update([shop], ["address"])
    assert Business.objects.get(pk=shop.pk).address == "9 Link Road"


@pytest.mark.parametrize("lookup", ["address", "address__contains", "address__in"])
def test_a_search_in_an_encrypted_field_is_refused_instead_of_finding_nothing(lookup):
    with pytest.raises(FieldError):
        Business.objects.filter(**{lookup: "12 MG Road"})


def test_equal_values_have_equal_indexes_for_one_purpose():
    assert blind_index("27AAPFU0939F1ZV", "gstin") == blind_index("27AAPFU0939F1ZV", "gstin")
    assert blind_index("27AAPFU0939F1ZV", "gstin") != blind_index("27AAPFU0939F1ZV", "phone")
    assert blind_index("27AAPFU0939F1ZV", "gstin") != blind_index("29AAACS1234P1Z3", "gstin")
    assert len(bytes.fromhex(blind_index("27AAPFU0939F1ZV", "gstin"))) == 32


def test_an_index_survives_a_new_key_and_depends_on_the_oldest(settings):
    settings.FIELD_KEYS = [OLD]
    before = blind_index("27AAPFU0939F1ZV", "gstin")
    settings.FIELD_KEYS = [NEW, OLD]
    assert blind_index("27AAPFU0939F1ZV", "gstin") == before
    settings.FIELD_KEYS = [NEW]
    assert blind_index("27AAPFU0939F1ZV", "gstin") != before
