"""A question taken apart: kind, topic, names, scope, and whether it may be answered at all."""
