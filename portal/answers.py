"""What the network document wants to hear of a registered customer."""

from django.utils.translation import gettext as _


def registered(result, *, sent, resend_after):
    """Endpoint 2's answer; `sent` and `resend_after` tell of the one-time code."""
    party, profile = result.party, result.profile
    proved = party.phone_verified_at is not None
    return {
        "customer_id": party.pk,
        "number": party.number,
        "name": party.name,
        "phone_verified": proved,
        # What the person proved elsewhere is shown only to a shop where they came in themselves.
        "email_verified": bool(proved and profile and profile.email_verified_at),
        "otp_sent_to_phone": sent,
        "otp_resend_after": resend_after,
        "message": message(result, sent=sent),
        "created": result.created,
        "tagged_invoices": result.tagged,
    }


def message(result, *, sent):
    """One sentence for each thing that happened."""
    done = _("Customer created.") if result.created else _("This customer was in your khata already.")
    return f"{done} {_proof(result, sent)}"


def _proof(result, sent):
    if sent:
        return _("OTP sent to %(phone)s") % {"phone": result.party.phone}
    if result.party.phone_verified_at:
        return _("The phone is verified.")
    return _("No OTP was sent; try again later.") if result.party.phone else _("There is no phone.")
