"""What the routes of the portal take and answer."""

from rest_framework import serializers

from invoicing.models import Method
from portal.services.registering import CHOICES


class PhoneIn(serializers.Serializer):
    phone = serializers.CharField(max_length=40)


class RegisterIn(PhoneIn):
    otp = serializers.CharField(max_length=12)


class AutoRegisterIn(serializers.Serializer):
    name = serializers.CharField(max_length=160)
    phone = serializers.CharField(max_length=40)
    email = serializers.CharField(required=False, allow_blank=True, allow_null=True, max_length=254)
    profile_type = serializers.CharField(required=False, max_length=20, default="individual")
    auto_send_welcome_sms = serializers.BooleanField(required=False, default=False, source="welcome")
    auto_tag_recent_invoices = serializers.BooleanField(required=False, default=False, source="tag_recent")
    phone_conflict = serializers.ChoiceField(list(CHOICES), required=False, default="", source="on_clash")


class AutoRegisterOut(serializers.Serializer):
    customer_id = serializers.UUIDField()
    number = serializers.CharField()
    name = serializers.CharField()
    phone_verified = serializers.BooleanField()
    email_verified = serializers.BooleanField()
    otp_sent_to_phone = serializers.BooleanField()
    otp_resend_after = serializers.IntegerField()
    message = serializers.CharField()
    created = serializers.BooleanField()
    tagged_invoices = serializers.IntegerField()


class PortalRefreshIn(serializers.Serializer):
    refresh_token = serializers.CharField()


class CodeSentOut(serializers.Serializer):
    otp_resend_after = serializers.IntegerField()
    expires_in = serializers.IntegerField()
    message = serializers.CharField()


class ShopSummaryOut(serializers.Serializer):
    business_id = serializers.UUIDField()
    business_name = serializers.CharField()
    customer_id = serializers.UUIDField()
    currency = serializers.CharField()
    total_invoices = serializers.IntegerField()
    total_outstanding = serializers.FloatField()
    balance = serializers.FloatField(help_text="below 0 the customer has credit")
    total_paid = serializers.FloatField()


class CurrencySumOut(serializers.Serializer):
    currency = serializers.CharField()
    total_invoices = serializers.IntegerField()
    total_outstanding = serializers.FloatField()
    total_paid = serializers.FloatField()


class AllShopsSumOut(serializers.Serializer):
    """The amounts are null where the shops' currencies differ."""

    total_invoices = serializers.IntegerField()
    total_outstanding = serializers.FloatField(allow_null=True)
    total_paid = serializers.FloatField(allow_null=True)


class PortalTokenOut(serializers.Serializer):
    token = serializers.CharField()
    refresh_token = serializers.CharField()
    expires_in = serializers.IntegerField()


class RegisteredOut(PortalTokenOut):
    customer_id = serializers.UUIDField()
    customer_name = serializers.CharField()
    businesses = ShopSummaryOut(many=True)


class LinkOut(serializers.Serializer):
    business_name = serializers.CharField()
    invoice_number = serializers.CharField()
    amount_due = serializers.FloatField()
    currency = serializers.CharField()
    status = serializers.CharField()
    due_date = serializers.DateField()
    upi_uri = serializers.CharField(allow_null=True)
    paybill = serializers.CharField(allow_null=True)
    account = serializers.CharField(allow_null=True)


class PortalInvoiceOut(serializers.Serializer):
    invoice_id = serializers.UUIDField()
    invoice_number = serializers.CharField()
    business_id = serializers.UUIDField()
    business_name = serializers.CharField()
    date = serializers.DateField()
    amount = serializers.FloatField()
    amount_due = serializers.FloatField()
    currency = serializers.CharField()
    status = serializers.CharField()
    state = serializers.CharField(help_text="as status, with open and partly_paid told from each other")
    due_date = serializers.DateField()
    days_until_due = serializers.IntegerField()
    payment_link = serializers.CharField()
    pdf_url = serializers.CharField()


class PortalInvoicesOut(serializers.Serializer):
    business_name = serializers.CharField(allow_null=True)
    invoices = PortalInvoiceOut(many=True)
    summary = AllShopsSumOut()
    by_currency = CurrencySumOut(many=True)


class PortalQuoteOut(serializers.Serializer):
    quote_id = serializers.UUIDField()
    quote_number = serializers.CharField()
    business_id = serializers.UUIDField()
    business_name = serializers.CharField()
    date = serializers.DateField()
    valid_until = serializers.DateField()
    amount = serializers.FloatField()
    currency = serializers.CharField()
    status = serializers.CharField(help_text="waiting, accepted, declined or expired")


class PortalQuotesOut(serializers.Serializer):
    quotes = PortalQuoteOut(many=True)


class BalanceOut(serializers.Serializer):
    business_name = serializers.CharField(allow_null=True)
    currency = serializers.CharField(allow_null=True, help_text="null where the shops' currencies differ")
    total_outstanding = serializers.FloatField(allow_null=True)
    total_paid_lifetime = serializers.FloatField(allow_null=True)
    total_invoices = serializers.IntegerField()
    avg_invoice_amount = serializers.FloatField(allow_null=True)
    last_transaction = serializers.DateField(allow_null=True)
    payment_methods = serializers.ListField(child=serializers.CharField())
    payment_link = serializers.CharField()


class ShopBalanceOut(BalanceOut):
    business_id = serializers.UUIDField()
    customer_id = serializers.UUIDField()
    balance = serializers.FloatField(help_text="below 0 the customer has credit")
    total_paid = serializers.FloatField()


class PortalBalanceOut(BalanceOut):
    """Of one shop (`business_id`) its own keys too; of all shops the two lists."""

    business_id = serializers.UUIDField(required=False)
    customer_id = serializers.UUIDField(required=False)
    balance = serializers.FloatField(required=False)
    total_paid = serializers.FloatField(required=False)
    by_currency = CurrencySumOut(many=True, required=False)
    businesses = ShopBalanceOut(many=True, required=False)


class ClaimIn(serializers.Serializer):
    amount = serializers.DecimalField(14, 2)
    method = serializers.ChoiceField(Method.values)
    reference = serializers.CharField(required=False, allow_blank=True, max_length=60, default="")
    paid_on = serializers.DateField(required=False, allow_null=True)


class PortalClaimOut(serializers.Serializer):
    claim_id = serializers.UUIDField()
    status = serializers.CharField()
    amount = serializers.FloatField()
    method = serializers.CharField()
    reference = serializers.CharField()
    paid_on = serializers.DateField()
