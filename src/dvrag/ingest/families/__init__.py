"""One file per document family."""
