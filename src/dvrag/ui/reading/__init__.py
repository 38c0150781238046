"""The reader: a quote in its report."""
