"""Documents for people to take along, as Word, PDF and Markdown files with real footnotes."""
