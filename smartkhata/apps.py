"""The staff admin as its own site: TOTP before anything is shown."""

from django.contrib.admin.apps import AdminConfig


class StaffConfig(AdminConfig):
    default_site = "smartkhata.staff.site.StaffSite"
