"""An evaluation report of one run, alone or beside an earlier one: HTML, Markdown, JSON."""
