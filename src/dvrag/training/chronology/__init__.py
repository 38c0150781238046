"""Items that put events of one report in order."""
