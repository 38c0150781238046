"""The record of answers: rows that each carry the hash of the one before."""

from dvrag.model.audit.policy import AuditPolicy, Recording
from dvrag.model.audit.rows import AuditCheck, AuditEntry, AuditFault, AuditKind

__all__ = ["AuditCheck", "AuditEntry", "AuditFault", "AuditKind", "AuditPolicy", "Recording"]
