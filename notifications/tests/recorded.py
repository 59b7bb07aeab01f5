"""What the providers answer and report, as their documentation shows it (ids are invented)."""

SID = "AC0123456789abcdef0123456789abcdef"
TWILIO_TAKEN = {
    "sid": "SM0123456789abcdef0123456789abcdef",
    "account_sid": SID,
    "status": "queued",
    "to": "+919876543210",
    "from": "+15005550006",
    "body": "Invoice INV-1",
    "num_segments": "1",
    "num_media": "0",
    "direction": "outbound-api",
    "error_code": None,
    "error_message": None,
    "price": None,
    "price_unit": "USD",
    "date_created": "Fri, 20 Nov 2026 10:30:00 +0000",
    "date_sent": None,
    "uri": f"/2010-04-01/Accounts/{SID}/Messages/SM0123456789abcdef0123456789abcdef.json",
}
TWILIO_REFUSED = {
    "code": 21211,
    "message": "The 'To' number +9112 is not a valid phone number.",
    "more_info": "https://www.twilio.com/docs/errors/21211",
    "status": 400,
}
SENDGRID_REFUSED = {
    "errors": [
        {"message": "The from address does not match a verified Sender Identity.", "field": "from.email"}
    ]
}
MSG91_TAKEN = {"type": "success", "message": "5762846b4f8d285d378b4567"}
MSG91_REFUSED = {"type": "error", "message": "template id missing or invalid"}
AT_TAKEN = {
    "SMSMessageData": {
        "Message": "Sent to 1/1 Total Cost: KES 0.8000",
        "Recipients": [
            {
                "statusCode": 101,
                "number": "+254722123456",
                "status": "Success",
                "cost": "KES 0.8000",
                "messageId": "ATXid_03cb5ecf11ce748794c0f9a85c276259",
                "messageParts": 1,
            }
        ],
    }
}


def at_recipient(code, status):
    row = {"statusCode": code, "number": "+254722123456", "status": status, "cost": "0", "messageId": "None"}
    return {"SMSMessageData": {"Message": "Sent to 0/1", "Recipients": [row]}}
