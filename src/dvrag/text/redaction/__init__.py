"""A question or a comment → the same without what names or reaches a person, before it is stored."""

from dvrag.text.redaction.redact import redacted

__all__ = ["redacted"]
