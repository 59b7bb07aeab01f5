"""Which column of a file is what: by the headers of the books that shops come from, else by what stands in it.

The headers of Khatabook, OkCredit, Vyapar, Tally and Zoho Books are from memory and samples, not from their
makers' pages; docs/guides/imports.md says which ones are verified. A header that is missing here is a choice
on the page, not an error.
"""

import re
import unicodedata

# field -> headers, as `plain` writes them. The first fitting column wins.
CUSTOMER_FIELDS = {
    "name": "name customername partyname displayname fullname ledgername contactname accountname party customer"
    " particulars nameofcustomer jina jinalamteja नाम ग्राहककानाम",
    "first_name": "firstname givenname",
    "last_name": "lastname familyname surname",
    "company": "company companyname organization1name organizationname businessname organisation",
    "phone": "phone phoneno phonenumber mobile mobileno mobilenumber mobilephone contactno contactnumber contact"
    " phone1value primaryphone whatsapp whatsappnumber simu nambariyasimu cell telephone msisdn मोबाइल फोन"
    " primarymobileno ledgermobile",
    "secondary_phone": "secondphone phone2value alternatephone alternatemobile phone2 otherphone landline",
    "email": "email emailid emailaddress email1value mail baruapepe",
    "secondary_email": "secondemail email2value alternateemail",
    "street": "address street billingaddress billingstreet address1street address1 addressline1 anwani पता"
    " address1formatted billingaddress1 address1streetaddress mailingaddress",
    "city": "city town billingcity address1city mji शहर",
    "state": "state region billingstate address1region statename county राज्य placeofsupply",
    "postal_code": "postalcode pincode zip zipcode pin billingcode address1postalcode postcode billingzip",
    "country": "country billingcountry address1country",
    "tax_id": "gstin gstno gstnumber gstidentificationnumbergstin taxid taxnumber krapin pinnumber pan gstinuin"
    " partygstin gstinuinno",
    "opening_balance": "openingbalance balance outstanding outstandingbalance currentbalance closingbalance"
    " amountdue balancedue openingbal dues salio बकाया due",
    "receivable": "youwillget youllget toreceive receivable receivablebalance debit udhaar udhar debitbalance"
    " amounttoreceive आपकोमिलेंगे utapokea gave yougave",
    "payable": "youwillgive youllgive topay payable payablebalance credit advance creditbalance amounttopay"
    " आपदेंगे utatoa got yougot",
    "balance_side": "balancetype drcr crdr openingbalancetype transactiontype type",
    "credit_limit": "creditlimit",
    "payment_terms": "paymentterms paymenttermsdays creditperiod creditdays defaultcreditperiod",
    "tags": "tags group groups labels category partygroup groupmembership groupname",
    "notes": "notes note remarks remark comments description maelezo",
}
INVOICE_FIELDS = {
    "number": "number invoicenumber invoiceno billno billnumber invoice voucherno vouchernumber vchno refno nambari"
    " referenceno",
    "date": "date invoicedate billdate issuedate voucherdate vchdate tarehe तारीख",
    "due_date": "duedate dueon due",
    "name": CUSTOMER_FIELDS["name"] + " buyer billto",
    "phone": CUSTOMER_FIELDS["phone"] + " customerphone partyphone",
    "total": "total amount invoiceamount totalamount billamount grandtotal nettotal value jumla राशि invoicetotal",
    "paid": "paid amountpaid received paidamount receivedamount paymentreceived imelipwa receivedpaidamount",
    "balance": "balance balancedue outstanding amountdue unpaid due baki",
}
PRESETS = {
    "khatabook": {"name", "phone", "receivable", "payable"},
    "vyapar": {"partygroup", "receivablebalance", "payablebalance"},
    "tally": {"particulars", "debit", "credit", "gstinuin", "ledgername"},
    "zoho": {"displayname", "emailid", "mobilephone", "companyname"},
    "google": {"phone1value", "email1value", "givenname", "familyname"},
}
_PHONE = re.compile(r"\+?[\d\s().-]{9,20}")


def plain(header):
    """A header without what people vary: ``"Phone No.*"`` -> ``"phoneno"``, ``"Balance (₹)"`` -> ``"balance"``."""
    text = re.sub(r"\(.*?\)", "", str(header)) or str(header)
    # Vowel signs of Devanagari are marks, not letters, and must stay.
    kept = (char for char in text.casefold() if char.isalnum() or unicodedata.category(char)[0] == "M")
    return "".join(kept)


def guess(headers, rows, fields):
    """{field: column} for a table of `fields` (CUSTOMER_FIELDS or INVOICE_FIELDS)."""
    known = {}
    words = [plain(header) for header in headers]
    for field, synonyms in fields.items():
        for synonym in synonyms.split():
            if synonym in words and words.index(synonym) not in known.values():
                known[field] = words.index(synonym)
                break
    if "name" in known or "first_name" in known or "company" in known:
        return known
    return _by_content(rows[:50], len(headers), known)


def preset_of(headers):
    """The book whose headers these look like, else ``""``."""
    words = {plain(header) for header in headers}
    fits = {name: len(marks & words) for name, marks in PRESETS.items()}
    best = max(fits, key=fits.get)
    return best if fits[best] >= 2 else ""


def looks_like_headers(cells):
    """Whether a line has at least two headers that we know (or one, when it has only one cell)."""
    words = {plain(cell) for cell in cells if cell}
    return len(words & _KNOWN) >= min(2, len(words)) and bool(words)


def _by_content(rows, width, known):
    """Without headers: the column of phones, the one of e-mails, and the first one of words."""
    for column in (column for column in range(width) if column not in known.values()):
        cells = [row[column] for row in rows if row[column]]
        kind = _kind(cells)
        if kind and kind not in known:
            known[kind] = column
    return known


def _kind(cells):
    if not cells:
        return ""
    share = len(cells) / 2
    if sum("@" in cell for cell in cells) >= share:
        return "email"
    if sum(bool(_PHONE.fullmatch(cell)) for cell in cells) >= share:
        return "phone"
    return "name" if sum(any(char.isalpha() for char in cell) for cell in cells) >= share else ""


_KNOWN = {
    word
    for fields in (CUSTOMER_FIELDS, INVOICE_FIELDS)
    for words in fields.values()
    for word in words.split()
}
