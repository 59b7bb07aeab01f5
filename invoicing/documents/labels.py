"""The fixed words of documents in English, Hindi and Swahili.

They stand here and not in the catalogues of the pages: a document may carry two languages at once, and one that
was issued must read the same when the pages' words change.
"""

from types import SimpleNamespace

# key: English, Hindi, Swahili
_WORDS = {
    "account": ("Account", "खाता", "Akaunti"),
    "against": ("Against", "संदर्भ बिल", "Inahusu ankara"),
    "amount": ("Amount", "राशि", "Kiasi"),
    "amount_in_words": ("Amount in words", "राशि शब्दों में", "Kiasi kwa maneno"),
    "balance_due": ("Balance due", "शेष देय", "Salio la kulipa"),
    "bank": ("Bank account", "बैंक खाता", "Akaunti ya benki"),
    "bill_to": ("Bill to", "ग्राहक", "Mteja"),
    "buyer_id": ("Buyer's", "ग्राहक का", "ya mteja"),
    "check": ("Check this document", "इस दस्तावेज़ को जाँचें", "Hakiki hati hii"),
    "credited": (
        "Credited, withheld or written off",
        "क्रेडिट, टैक्स कटा या बट्टे खाते में",
        "Zilizopunguzwa, kuzuiliwa au kufutwa",
    ),
    "date": ("Date", "दिनांक", "Tarehe"),
    "deliver_to": ("Deliver to", "डिलीवरी का पता", "Peleka kwa"),
    "description": ("Description", "विवरण", "Maelezo"),
    "discount": ("Discount", "छूट", "Punguzo"),
    "due": ("Due", "देय तिथि", "Mwisho wa kulipa"),
    "etims": ("eTIMS invoice no.", "eTIMS बिल संख्या", "Nambari ya ankara ya eTIMS"),
    "etims_at": ("signed", "हस्ताक्षरित", "imesainiwa"),
    "etims_unit": ("control unit", "कंट्रोल यूनिट", "kifaa cha udhibiti"),
    "hsn": ("HSN/SAC", "HSN/SAC", "HSN/SAC"),
    "included": ("incl.", "सहित", "pamoja na"),
    "item": ("#", "क्र.", "#"),
    "no": ("No", "नहीं", "Hapana"),
    "notes": ("Notes", "टिप्पणी", "Maelezo zaidi"),
    "number": ("Number", "संख्या", "Nambari"),
    "of_tax": ("Tax", "कर", "Kodi"),
    "paid": ("Paid", "भुगतान", "Imelipwa"),
    "out_of": ("Out of", "किस में से", "Kutoka"),
    "paid_back_to": ("Paid back to", "वापसी पाने वाला", "Imerudishwa kwa"),
    "pay": ("How to pay", "भुगतान कैसे करें", "Jinsi ya kulipa"),
    "pay_code": ("Pay code", "भुगतान कोड", "Msimbo wa malipo"),
    "phone": ("Phone", "फ़ोन", "Simu"),
    "place_of_supply": ("Place of supply", "आपूर्ति का स्थान", "Mahali pa ugavi"),
    "quantity": ("Quantity", "मात्रा", "Idadi"),
    "rate": ("Rate", "दर", "Bei"),
    "reason": ("Reason", "कारण", "Sababu"),
    "received": ("Received", "प्राप्त", "Kimepokelewa"),
    "received_from": ("Received from", "भुगतानकर्ता", "Kutoka kwa"),
    "reference": ("Your reference", "आपका संदर्भ", "Rejea yako"),
    "reverse_charge": ("Reverse charge", "रिवर्स चार्ज", "Reverse charge"),
    "round_off": ("Round off", "पूर्णांकन", "Kukamilisha jumla"),
    "scan_upi": ("Scan with any UPI app", "किसी भी UPI ऐप से स्कैन करें", "Skani kwa programu ya UPI"),
    "settles": ("Settles", "किस बिल का भुगतान", "Inalipia"),
    "signature": ("Authorised signatory", "अधिकृत हस्ताक्षर", "Saini"),
    "state": ("State", "राज्य", "Jimbo"),
    "subtotal": ("Subtotal", "उप-योग", "Jumla ndogo"),
    "tax": ("Tax", "कर", "Kodi"),
    "tax_summary": ("Tax by rate", "दर के अनुसार कर", "Kodi kwa kiwango"),
    "supply": ("Supply", "आपूर्ति", "Ugavi"),
    "supply_inter": ("other State", "दूसरा राज्य", "jimbo lingine"),
    "supply_intra": ("same State", "वही राज्य", "jimbo lile lile"),
    "taxable": ("Taxable", "कर योग्य", "Kabla ya kodi"),
    "taxable_value": ("Taxable value", "कर योग्य मूल्य", "Thamani kabla ya kodi"),
    "terms": ("Terms", "शर्तें", "Masharti"),
    "terms_days": ("Payment terms: {} days", "भुगतान अवधि: {} दिन", "Muda wa malipo: siku {}"),
    "terms_now": ("Payment due on receipt", "बिल मिलते ही देय", "Lipa unapopokea ankara"),
    "to_khata": ("Your khata", "आपका खाता", "Khata yako"),
    "total": ("Total", "कुल", "Jumla"),
    "valid_until": ("Valid until", "मान्य तिथि", "Halali hadi"),
    "way": ("Paid by", "भुगतान का तरीका", "Njia ya malipo"),
}
_TITLES = {
    "tax invoice": ("कर बीजक", "Ankara ya kodi"),
    "bill of supply": ("आपूर्ति बिल", "Bili ya ugavi"),
    "invoice-cum-bill of supply": ("बीजक सह आपूर्ति बिल", "Ankara na bili ya ugavi"),
    "invoice": ("बिल", "Ankara"),
    "proforma invoice": ("प्रोफ़ॉर्मा बिल", "Ankara ya awali"),
    "bill": ("बिल", "Bili"),
    "cash memo": ("नकद बिल", "Bili ya taslimu"),
    "cash bill": ("नकद बिल", "Bili ya taslimu"),
    "cash sale": ("नकद बिक्री", "Mauzo ya taslimu"),
    "credit note": ("क्रेडिट नोट", "Hati ya kupunguza deni"),
    "debit note": ("डेबिट नोट", "Hati ya kuongeza deni"),
    "receipt": ("रसीद", "Risiti"),
    "receipt voucher": ("प्राप्ति वाउचर", "Hati ya mapokezi"),
    "refund voucher": ("वापसी वाउचर", "Hati ya kurejesha"),
    "estimate": ("अनुमान", "Makadirio"),
    "quotation": ("कोटेशन", "Nukuu ya bei"),
}
_AT = {"en": 0, "hi": 1, "sw": 2}


def labels(language, second=""):
    """All words as attributes; with a `second` language both stand beside each other."""
    return SimpleNamespace(**{key: _said(words, language, second) for key, words in _WORDS.items()})


def title_in(title, language):
    """A document's title in a language; the title itself where it has no other word."""
    if language == "en":
        return title
    words = _TITLES.get(title.lower())
    return words[_AT[language] - 1] if words else title


def _said(words, language, second):
    first = words[_AT.get(language, 0)]
    if not second or second == language or words[_AT[second]] == first:
        return first
    return f"{first} / {words[_AT[second]]}"
