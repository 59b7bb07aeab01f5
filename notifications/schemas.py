"""What the routes of notifications take and answer."""

from rest_framework import serializers

from smartkhata.accounts.api.schema import page_of

VIA = {
    "email": ["email"],
    "sms": ["sms"],
    "both": ["email", "sms"],
    "whatsapp": ["whatsapp"],
    "all": ["email", "sms", "whatsapp"],
}


class RecipientsIn(serializers.Serializer):
    email = serializers.ListField(child=serializers.EmailField(), required=False, max_length=5)
    phone = serializers.ListField(child=serializers.CharField(max_length=40), required=False, max_length=5)


class SendIn(serializers.Serializer):
    send_via = serializers.ChoiceField(list(VIA), default="both")
    include_pdf = serializers.BooleanField(default=True)
    custom_message = serializers.CharField(
        required=False, allow_null=True, allow_blank=True, max_length=1000, default=""
    )
    schedule_send = serializers.CharField(
        required=False, allow_null=True, allow_blank=True, default=None, help_text="Not possible yet: null."
    )
    recipients = RecipientsIn(required=False, help_text="Instead of the customer's own phone and e-mail.")


class ChannelOut(serializers.Serializer):
    status = serializers.CharField()
    sent_to = serializers.CharField(allow_null=True)
    sent_at = serializers.DateTimeField(allow_null=True)
    error = serializers.CharField(allow_null=True)
    note = serializers.CharField(required=False, help_text="What this channel can't carry.")


class SentOut(serializers.Serializer):
    invoice_id = serializers.CharField()
    id = serializers.UUIDField()
    status = serializers.CharField()
    sent_via = serializers.DictField(child=ChannelOut())
    tracking = serializers.DictField(child=serializers.CharField(allow_null=True))


class AddressesOut(serializers.Serializer):
    email = serializers.ListField(child=serializers.CharField())
    phone = serializers.ListField(child=serializers.CharField())


class NotificationOut(serializers.Serializer):
    notification_id = serializers.CharField()
    id = serializers.UUIDField()
    customer_id = serializers.CharField(allow_null=True)
    invoice_id = serializers.CharField(allow_null=True)
    type = serializers.CharField()
    channel = serializers.CharField()
    recipient = serializers.CharField()
    recipients = AddressesOut()
    subject = serializers.CharField(allow_null=True)
    message = serializers.CharField(help_text="As queued: {link} and {code} are filled in when it is sent.")
    status = serializers.CharField()
    sent_at = serializers.DateTimeField(allow_null=True)
    delivered_at = serializers.DateTimeField(allow_null=True)
    opened_at = serializers.DateTimeField(allow_null=True)
    tracking_id = serializers.CharField()
    error_message = serializers.CharField(allow_null=True)
    retry_count = serializers.IntegerField()
    possible_duplicate = serializers.BooleanField()
    created_at = serializers.DateTimeField()


NotificationListOut = page_of("notifications", NotificationOut)


class EmailStatusOut(serializers.Serializer):
    sent = serializers.BooleanField()
    delivered = serializers.BooleanField()
    opened = serializers.BooleanField()
    opened_at = serializers.DateTimeField(allow_null=True)
    clicks = serializers.IntegerField()


class SmsStatusOut(serializers.Serializer):
    sent = serializers.BooleanField()
    delivered = serializers.BooleanField()
    delivery_status = serializers.CharField(allow_null=True)


class DeliveryOut(serializers.Serializer):
    invoice_id = serializers.CharField()
    id = serializers.UUIDField()
    sent_at = serializers.DateTimeField(allow_null=True)
    email = EmailStatusOut()
    sms = SmsStatusOut()
