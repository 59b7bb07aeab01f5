"""The texts of domain law and custom: word for word, in every language, within the parts they may cost."""

from datetime import date

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from customers.testing import a_party
from invoicing.services.payments import record_payment
from notifications import kinds
from notifications.kinds.templates import has_text
from notifications.segments import segments
from smartkhata.core.models import Business

INDIA = {
    "biz": "Fertilizer Shop",
    "inv": "INV-26-27-00042",
    "amt": "2,500",
    "bal": "1,250",
    "due": "05 Dec 2026",
    "date": "20 Nov 2026",
    "link": "https://smkh.in/p?t=AbCdEfGh01234567",
    "code": "482913",
    "first": "Ramesh",
    "days": 5,
    "phone": "+919876543210",
}
KENYA = INDIA | {
    "biz": "Tech Solutions",
    "inv": "INV-1258",
    "amt": "52,200",
    "bal": "12,200",
    "paybill": "400200",
    "acc": "KB7Q",
    "ref": "SFF6XYZ123",
}
# The longest that fields and formats let through; the shop's own facts are added by kinds.texts.
WIDE = {
    "inv": "INV-26-27-99999",
    "amt": "99,99,999.00",
    "bal": "99,99,999.00",
    "due": "05 Dec 2026",
    "date": "20 Nov 2026",
    "acc": "K" * 7,
    "ref": "SFF6XYZ123",
    "first": "Krishnamurth",
    "days": 120,
}
# fmt: off
AGREED = """
welcome en-IN | {biz} has added you on SmartKhata. See your bills and balance, or stop messages: {link} - SmartKhata
otp en-IN | {code} is your SmartKhata login code, valid 10 minutes. Do not share it with anyone. - SmartKhata
invoice_created en-IN | {biz}: invoice {inv} for Rs {amt}, due {due}. View and pay: {link} - SmartKhata
receipt_sent en-IN | {biz} received Rs {amt} on {date} for {inv}. Balance Rs {bal}. Receipt: {link} - SmartKhata
welcome en-KE | {biz} has added you on SmartKhata. See your invoices and balance, or stop messages: {link}
otp en-KE | {code} is your SmartKhata login code, valid 10 minutes. Do not share it with anyone.
invoice_created en-KE | {biz}: invoice {inv} KES {amt} due {due}. M-Pesa Paybill {paybill} Acc {acc}. View: {link}
receipt_sent en-KE | {biz} received KES {amt}, ref {ref}, for {inv}. Balance KES {bal}. Receipt: {link} Thank you.
welcome hi | {biz} ने आपको SmartKhata पर जोड़ा है। हिसाब देखें या संदेश रोकें: {link} - SmartKhata
otp hi | {code} आपका SmartKhata कोड है। 10 मिनट मान्य। किसी को न बताएं।
invoice_created hi | {biz}: बिल {inv}, Rs {amt}, {due} तक देय। देखें, चुकाएं: {link} - SmartKhata
receipt_sent hi | {biz} को Rs {amt} मिले, बिल {inv}। शेष Rs {bal}। रसीद: {link} - SmartKhata
welcome sw | {biz} imekuongeza kwenye SmartKhata. Tazama ankara na salio lako, au simamisha ujumbe: {link}
otp sw | {code} ni nambari yako ya kuingia SmartKhata. Inatumika dakika 10. Usimpe mtu yeyote.
invoice_created sw | {biz}: Ankara {inv}, KES {amt}, lipa kufikia {due}. Paybill {paybill} Akaunti {acc}. {link}
receipt_sent sw | {biz} imepokea KES {amt}, {ref}, ankara {inv}. Salio KES {bal}. Risiti: {link} Asante.
payment_reminder en-IN | Hi {first}, {biz} invoice {inv}, Rs {amt}, is due {due}. Pay: {link} Ignore if paid -SmartKhata
payment_reminder.urgent en-IN | {biz}: invoice {inv}, Rs {amt}, is due today. Please pay now: {link} Ignore if already paid. - SmartKhata
overdue en-IN | {biz}: invoice {inv}, Rs {amt}, is {days} days overdue. Pay {link} or call {phone}. - SmartKhata
payment_reminder en-KE | Hi {first}, {biz} invoice {inv} KES {amt} is due {due}. Paybill {paybill} Acc {acc}. Ignore if paid. Thank you.
payment_reminder.urgent en-KE | {biz}: invoice {inv} KES {amt} is due TODAY. Please pay now: Paybill {paybill} Acc {acc} or {link}
overdue en-KE | {biz}: invoice {inv} KES {amt} is {days} days overdue. Paybill {paybill} Acc {acc} or call {phone}.
payment_reminder hi | नमस्ते, {biz} का बिल {inv}, Rs {amt}, {due} तक देय है: {link} - SmartKhata
payment_reminder.urgent hi | {biz}: बिल {inv}, Rs {amt} आज देय है। कृपया अभी भुगतान करें: {link} - SmartKhata
overdue hi | {biz}: बिल {inv}, Rs {amt}, {days} दिन से बाकी है। कृपया चुकाएं: {link} - SmartKhata
payment_reminder sw | Habari {first}, {biz}: ankara {inv} ya KES {amt}, siku ya kulipa {due}. Paybill {paybill} Akaunti {acc}. Asante.
payment_reminder.urgent sw | {biz}: Ankara {inv} ya KES {amt} inalipwa LEO. Tafadhali lipa: Paybill {paybill} Akaunti {acc} {link}
overdue sw | {biz}: Ankara {inv} ya KES {amt} imechelewa siku {days}. Tafadhali lipa: Paybill {paybill} Akaunti {acc} au piga {phone}.
payment_reminder hi-short | {biz}: Rs {amt}, {due} तक दें। {link}
receipt_sent hi-short | {biz} को Rs {amt} मिले। शेष Rs {bal}। धन्यवाद।
invoice_created hi-Latn | {biz}: bill {inv}, Rs {amt}, antim tithi {due}. Dekhein aur bhugtan karein: {link} - SmartKhata
payment_reminder hi-Latn | Namaste {first}, {biz} ka bill {inv}, Rs {amt}, {due} tak dena hai. Bhugtan: {link} - SmartKhata
receipt_sent hi-Latn | {biz} ko Rs {amt} mile, bill {inv}. Baaki Rs {bal}. Raseed: {link} Dhanyavaad. - SmartKhata
overdue hi-Latn | {biz}: bill {inv}, Rs {amt}, {days} din se baaki hai. Kripya bhugtan karein: {link} - SmartKhata
invoice_created.reminder en-IN | {biz} reminder: invoice {inv}, Rs {amt}, due {due}. View and pay: {link} - SmartKhata
invoice_created.reminder en-KE | {biz} reminder: invoice {inv} KES {amt} due {due}. M-Pesa Paybill {paybill} Acc {acc}. View: {link}
invoice_created.reminder hi | {biz}: याद रहे, बिल {inv}, Rs {amt}, {due} तक देय: {link} - SmartKhata
invoice_created.reminder sw | {biz}: Kikumbusho, ankara {inv}, KES {amt}, lipa kufikia {due}. Paybill {paybill} Akaunti {acc}. {link}
invoice_created.urgent en-IN | {biz}: please pay invoice {inv}, Rs {amt}, due {due}, now: {link} - SmartKhata
invoice_created.urgent en-KE | {biz}: please pay invoice {inv} KES {amt}, due {due}, now. M-Pesa Paybill {paybill} Acc {acc}. {link}
invoice_created.urgent hi | {biz}: बिल {inv}, Rs {amt}, {due} तक देय। अभी चुकाएं: {link} - SmartKhata
invoice_created.urgent sw | {biz}: Tafadhali lipa sasa ankara {inv}, KES {amt}, mwisho {due}. Paybill {paybill} Akaunti {acc}. {link}
"""  # noqa: E501
# fmt: on
SMS = {
    tuple(key.split()): text for key, _, text in (row.partition(" | ") for row in AGREED.strip().splitlines())
}
KENYAN = ("en-KE", "sw")
DEVANAGARI = ("hi", "hi-short")
EACH = pytest.mark.parametrize(("kind", "language"), sorted(SMS))


def reader_of(language):
    """``en-IN`` is chosen by English and the country; ``hi-Latn`` is a wording of its own."""
    return language if language in ("hi-short", "hi-Latn") else language[:2]


def named(kind):
    """A kind and its tone: ``overdue``, ``invoice_created.urgent``."""
    name, _, tone = kind.partition(".")
    return {"name": name, "template": tone or "default"}


def facts_of(language):
    return KENYA if language in KENYAN else INDIA


def rendered(kind, language, facts):
    context = {"f": facts, "link": facts["link"], "code": facts["code"]}
    return render_to_string(f"messages/{kind}.sms.{language}.txt", context).strip()


def test_the_agreed_texts_are_34_and_those_of_two_tones():
    """Domain law and custom, 4.2: English in two countries, Hindi in three wordings, Swahili."""
    ours = [row for row in SMS if not row[0].startswith("invoice_created.")]
    assert len(ours) == 34 and len(SMS) - len(ours) == 8


@EACH
def test_a_usual_message_is_one_part_and_a_hindi_one_with_a_link_two(kind, language):
    encoding, _, parts = segments(rendered(kind, language, facts_of(language)))
    assert encoding == ("UCS-2" if language in DEVANAGARI else "GSM-7")
    two = language == "hi" and kind != "otp" or (kind, language) == ("payment_reminder", "hi-short")
    assert parts == (2 if two else 1)


@EACH
def test_the_shops_name_gives_way_before_a_message_costs_a_part_more(kind, language, settings):
    settings.PUBLIC_BASE_URL = "https://smkh.in"
    country, inv = ("KE", "INV-99999") if language in KENYAN else ("IN", WIDE["inv"])
    wide = type("Wide", (kinds.Kind,), named(kind) | {"facts": lambda *_: WIDE | {"inv": inv}})
    phone = "+919876543210"
    shop = Business(name="Bharat Fertilizers and Seeds", country=country, paybill="1234567", phone=phone)
    _, text = kinds.texts(wide(), "sms", shop, language=reader_of(language))
    _, units, parts = segments(text.replace("{link}", INDIA["link"]))
    assert parts <= (2 if language in DEVANAGARI else 1), units
    assert kind == "otp" or "Bharat" in text


@EACH
def test_the_text_is_the_agreed_one_word_for_word(kind, language, settings):
    settings.PUBLIC_BASE_URL = "https://smkh.in"
    facts = facts_of(language)
    usual = type("Usual", (kinds.Kind,), named(kind) | {"facts": lambda *_: facts})
    country = "KE" if language in KENYAN else "IN"
    shop = Business(name=facts["biz"], country=country, paybill="400200", phone=facts["phone"])
    _, text = kinds.texts(usual(), "sms", shop, language=reader_of(language))
    assert text == SMS[kind, language].format(**facts | {"link": "{link}", "code": "{code}"})


@pytest.mark.parametrize("language", ["en-KE", "sw"])
def test_a_receipt_for_no_bill_names_none(language):
    """Its `inv` is the receipt's own number then; in India the registered text says that one."""
    text = rendered(
        "receipt_sent", language, facts_of(language) | dict.fromkeys(["inv", "receipt"], "RCPT-0042")
    )
    assert "RCPT" not in text and "for ." not in text and ", ." not in text


@pytest.mark.parametrize("language", ["en-KE", "sw"])
def test_a_shop_without_paybill_names_none(language):
    assert "Paybill" not in rendered("invoice_created", language, KENYA | {"paybill": ""})


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Asha Traders", "Asha Traders"),
        ("Wanjiku Tech & Supplies", "Wanjiku Tech"),
        ("Bharat Seeds & Tools Ltd", "Bharat Seeds & Tools"),
        ("Krishnamurthybrothersandsons", "Krishnamurthybrother"),
        ("Two\nLines", "Two Lines"),
    ],
)
def test_a_long_name_is_cut_between_words(name, told):
    shop = Business(name=name, country="IN")
    kind = type("Any", (kinds.Kind,), {"name": "welcome"})
    assert kinds.texts(kind(), "sms", shop)[1].startswith(f"{told} has added you")


TONES = ("invoice_created.reminder", "invoice_created.urgent", "payment_reminder.urgent")


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize(
    ("channel", "language"), [(c, x) for c in ("email", "whatsapp") for x in ("en", "hi", "sw")]
)
def test_each_tone_has_words_of_its_own_in_every_language_and_channel(tone, channel, language):
    facts = {
        "f": facts_of(language)
        | {"name": "Ramesh", "shop": "Asha", "amount": "2,500", "invoices": ["INV-1"]},
        "link": "{link}",
    }
    words = render_to_string(f"messages/{tone}.{channel}.{language}.txt", facts)
    standard = render_to_string(f"messages/{tone.partition('.')[0]}.{channel}.{language}.txt", facts)
    assert words != standard and "{link}" in words and "INV-" in words


@pytest.mark.parametrize("channel", ["sms", "email", "whatsapp"])
@pytest.mark.parametrize("kind", ["welcome", "otp", "receipt_sent", "payment_reminder", "overdue"])
def test_what_a_customer_is_told_can_be_told_on_every_channel(kind, channel):
    assert has_text(kind, channel)


def test_no_language_lacks_a_message_that_another_has():
    """SMS has two English texts, one a country; every other channel one a language."""
    found = {}
    for path in (settings.BASE_DIR / "templates/messages").glob("*.txt"):
        name, language = path.name.removesuffix(".txt").rsplit(".", 1)
        found.setdefault(name, set()).add(language)
    for name, languages in found.items():
        english = {"en-IN", "en-KE"} if ".sms" in name else {"en"}
        assert english | {"hi", "sw"} <= languages, name


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "channel", "told"),
    [
        ("en", "sms", "Balance Rs 0 (Rs 1,250 in advance). "),
        ("hi", "sms", "शेष Rs 0 (Rs 1,250 advance)। "),
        ("en", "whatsapp", "Balance: 0 (₹1,250.00 in advance). "),
    ],
)
def test_what_the_shop_holds_is_told_as_an_advance_and_not_as_a_debt_below_zero(
    asha, language, channel, told
):
    day = date(2026, 11, 20)
    with asha.scope():
        payment = record_payment(a_party(), amount=1250, method="cash", received_on=day, by=asha.user)
        receipt = kinds.ReceiptSent(payment)
        _, text, variables = kinds.written(receipt, channel, asha.business, language=language)
    assert told in text
    assert variables["bal" if channel == "sms" else "balance"] in told
