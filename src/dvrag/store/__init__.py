"""The SQLite library and its derived generations."""
