"""The tables of the platform itself: the trail."""

from jobdesk.audit import AuditEntry, StatusChange

__all__ = ["AuditEntry", "StatusChange"]
