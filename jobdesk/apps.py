from django.apps import AppConfig


class JobdeskConfig(AppConfig):
    """The platform the four apps stand on. Holds the audit trail's tables."""

    name = "jobdesk"
