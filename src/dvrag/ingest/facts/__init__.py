"""Facts about a report, each with the span it came from, or "not stated"."""
