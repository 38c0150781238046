"""Values in plain words, the same wherever people read them: on pages, on the command line, in files and reports."""

from dvrag.text.plain.words import capitalised, counted, date_in_words, named_or_numbered, ordinal

__all__ = ["capitalised", "counted", "date_in_words", "named_or_numbered", "ordinal"]
