"""The tables of the platform itself: the trail, and what people keep of lists."""

from jobdesk.lists.models import BulkRow, BulkRun, ListFile, ListPreference, SavedView
from jobdesk.trail.audit import AuditEntry, StatusChange

__all__ = ["AuditEntry", "BulkRow", "BulkRun", "ListFile", "ListPreference", "SavedView", "StatusChange"]
