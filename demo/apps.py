from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Only in development and tests: a server must not be able to load it."""

    name = "demo"
