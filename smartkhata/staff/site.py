"""Staff admin: nothing is shown before a TOTP code."""

from django_otp.admin import OTPAdminSite


class StaffSite(OTPAdminSite):
    site_header = "SmartKhata staff"
    site_title = "SmartKhata staff"
    index_title = "Shops and people"
