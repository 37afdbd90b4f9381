"""The tables of the platform itself: the trail of who did what."""

from jobdesk.trail.audit import AuditEntry, StatusChange

__all__ = ["AuditEntry", "StatusChange"]
