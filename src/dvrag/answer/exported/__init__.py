"""An answer to take along: as text with citations for the clipboard, and as a document with footnotes."""
