"""What the routes of notifications take and answer."""

from rest_framework import serializers

from notifications.own_words import LONGEST
from notifications.topics import TOPICS
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
        required=False, allow_null=True, allow_blank=True, max_length=LONGEST, default=""
    )
    recipients = RecipientsIn(required=False, help_text="Instead of the customer's own phone and e-mail.")
    schedule_send = serializers.CharField(
        required=False,
        allow_null=True,
        allow_blank=True,
        max_length=40,
        default=None,
        help_text="null for now, or an ISO date or moment; without an offset in the shop's time zone.",
    )


CHANNELS = ["sms", "email", "whatsapp", "push"]


class ToCustomerIn(serializers.Serializer):
    customer_id = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=40, help_text="UUID or number."
    )
    channels = serializers.ListField(
        child=serializers.ChoiceField(CHANNELS), required=False, default=["sms", "email"], min_length=1
    )
    message_template = serializers.ChoiceField(["default", "reminder", "urgent"], default="default")
    custom_message = serializers.CharField(
        required=False, allow_null=True, allow_blank=True, max_length=LONGEST, default=""
    )
    include_payment_link = serializers.BooleanField(default=True)
    include_pdf_attachment = serializers.BooleanField(default=True)

    def validate_channels(self, channels):
        return list(dict.fromkeys(channels))


class ResendIn(serializers.Serializer):
    channel = serializers.ChoiceField(CHANNELS, required=False, help_text="Another channel; else the same.")
    recipient = serializers.CharField(required=False, max_length=254, help_text="Another address.")


class ScheduledOut(serializers.Serializer):
    id = serializers.UUIDField()
    invoice_id = serializers.CharField(allow_null=True)
    quote_id = serializers.CharField(allow_null=True)
    credit_note_id = serializers.CharField(allow_null=True)
    customer_id = serializers.CharField()
    channels = serializers.ListField(child=serializers.CharField())
    local_time = serializers.CharField(help_text="As it was said, in the shop's time.")
    time_zone = serializers.CharField()
    due_at = serializers.DateTimeField()
    state = serializers.CharField(help_text="waiting, sent, cancelled, missed, failed")
    error_message = serializers.CharField(allow_null=True)


ScheduledListOut = page_of("scheduled", ScheduledOut)


class ChannelOut(serializers.Serializer):
    status = serializers.CharField()
    sent_to = serializers.CharField(allow_null=True)
    sent_at = serializers.DateTimeField(allow_null=True)
    error = serializers.CharField(allow_null=True)
    note = serializers.CharField(required=False, help_text="What this channel can't carry.")


class _SentOut(serializers.Serializer):
    id = serializers.UUIDField()
    status = serializers.CharField()
    sent_via = serializers.DictField(child=ChannelOut())
    tracking = serializers.DictField(child=serializers.CharField(allow_null=True))
    scheduled = ScheduledOut(required=False, help_text="When schedule_send was given.")


class QuoteSentOut(_SentOut):
    quote_id = serializers.CharField()


class CreditNoteSentOut(_SentOut):
    credit_note_id = serializers.CharField()


class SentOut(_SentOut):
    invoice_id = serializers.CharField()


class ToCustomerChannelOut(serializers.Serializer):
    status = serializers.CharField()
    message_id = serializers.CharField(allow_null=True)
    recipient = serializers.CharField(allow_null=True)
    error = serializers.CharField(allow_null=True)
    note = serializers.CharField(required=False, help_text="What this channel can't carry.")


class ToCustomerOut(serializers.Serializer):
    notification_id = serializers.UUIDField()
    invoice_id = serializers.UUIDField()
    customer_id = serializers.UUIDField()
    channels_sent = serializers.ListField(child=serializers.CharField())
    sms = ToCustomerChannelOut(required=False)
    email = ToCustomerChannelOut(required=False)
    whatsapp = ToCustomerChannelOut(required=False)
    push = ToCustomerChannelOut(required=False)
    created_at = serializers.DateTimeField()


class AddressesOut(serializers.Serializer):
    email = serializers.ListField(child=serializers.CharField())
    phone = serializers.ListField(child=serializers.CharField())


class NotificationOut(serializers.Serializer):
    notification_id = serializers.CharField()
    id = serializers.UUIDField()
    business_id = serializers.UUIDField()
    customer_id = serializers.CharField(allow_null=True)
    invoice_id = serializers.CharField(allow_null=True)
    type = serializers.CharField()
    notification_type = serializers.CharField()
    channel = serializers.CharField()
    recipient = serializers.CharField()
    recipients = AddressesOut()
    subject = serializers.CharField(allow_null=True)
    message = serializers.CharField(help_text="As queued: {link} and {code} are filled in when it is sent.")
    message_body = serializers.CharField()
    status = serializers.CharField()
    sent_at = serializers.DateTimeField(allow_null=True)
    delivered_at = serializers.DateTimeField(allow_null=True)
    opened_at = serializers.DateTimeField(allow_null=True)
    clicks = serializers.IntegerField()
    opened_by_machine = serializers.IntegerField(help_text="Openings by scanners and prefetchers.")
    tracking_id = serializers.CharField()
    error_message = serializers.CharField(allow_null=True)
    failure_reason = serializers.CharField(allow_null=True)
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
    opened_by_machine = serializers.IntegerField(help_text="Openings by scanners and prefetchers.")


class SmsStatusOut(EmailStatusOut):
    delivery_status = serializers.CharField(allow_null=True)


class DeliveryOut(serializers.Serializer):
    invoice_id = serializers.CharField()
    id = serializers.UUIDField()
    sent_at = serializers.DateTimeField(allow_null=True)
    email = EmailStatusOut()
    sms = SmsStatusOut()
    whatsapp = SmsStatusOut()


class ReportSummaryOut(serializers.Serializer):
    total_sent = serializers.IntegerField()
    successful = serializers.IntegerField()
    failed = serializers.IntegerField()
    pending = serializers.IntegerField()
    bounce_rate = serializers.FloatField()


class ReportGroupOut(serializers.Serializer):
    sent = serializers.IntegerField()
    delivered = serializers.IntegerField()
    failed = serializers.IntegerField()
    delivery_rate = serializers.FloatField()
    bounce_rate = serializers.FloatField()
    open_rate = serializers.FloatField()
    click_rate = serializers.FloatField()
    opened_by_machine = serializers.IntegerField(help_text="Messages that only machines opened so far.")


class ReportOut(serializers.Serializer):
    period = serializers.CharField()
    summary = ReportSummaryOut()
    by_channel = serializers.DictField(child=ReportGroupOut())
    by_type = serializers.DictField(child=ReportGroupOut())
    by_day = serializers.DictField(child=ReportGroupOut())


class NoticeOut(serializers.Serializer):
    id = serializers.UUIDField()
    topic = serializers.CharField(help_text=", ".join(TOPICS))
    fact = serializers.CharField()
    text = serializers.CharField()
    url = serializers.CharField()
    at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)


NoticeListOut = page_of("notices", NoticeOut, unread=serializers.IntegerField())


class ReadingIn(serializers.Serializer):
    ids = serializers.ListField(child=serializers.UUIDField(), required=False, default=list, max_length=200)


class ReadingOut(serializers.Serializer):
    read = serializers.IntegerField()
    unread = serializers.IntegerField()


class AccountIn(serializers.Serializer):
    provider = serializers.CharField(max_length=20)
    keys = serializers.DictField(child=serializers.CharField(max_length=8000, allow_blank=True))


class HandOut(serializers.Serializer):
    channel = serializers.CharField()
    provider = serializers.CharField()
    is_own = serializers.BooleanField()
    keys_set = serializers.ListField(child=serializers.CharField())
    hint = serializers.CharField(allow_null=True)
    updated_at = serializers.DateTimeField(allow_null=True)
    offered = serializers.ListField(child=serializers.CharField())
