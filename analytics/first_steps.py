"""What a new shop is led to: what its bills cannot do without, and for its first weeks what makes them look well."""

from datetime import timedelta

NEW = timedelta(days=30)


def first_steps(business, user, *, at):
    """What is still to do of pay, email, tax_id, logo: the first two until they are done, the others for 30 days."""
    is_new = at - business.created_at < NEW
    to_do = {
        "pay": not (business.upi_id or business.paybill or business.bank_details),
        "email": user.email_confirmed_at is None,
        "tax_id": is_new and not business.tax_id,
        "logo": is_new and business.logo_id is None,
    }
    return [step for step, is_open in to_do.items() if is_open]
