"""What the network document wants to hear of a registered customer."""


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
    done = "Customer created." if result.created else "This customer was in your khata already."
    if sent:
        return f"{done} OTP sent to {result.party.phone}"
    if result.party.phone_verified_at:
        return f"{done} The phone is verified."
    return f"{done} No OTP was sent; try again later." if result.party.phone else f"{done} There is no phone."
