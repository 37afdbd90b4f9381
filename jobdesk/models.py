"""The tables of the platform itself: the trail, and what people keep of lists."""

from jobdesk.audit import AuditEntry, StatusChange
from jobdesk.lists.models import BulkRow, BulkRun, ListFile, ListPreference, SavedView

__all__ = ["AuditEntry", "BulkRow", "BulkRun", "ListFile", "ListPreference", "SavedView", "StatusChange"]
