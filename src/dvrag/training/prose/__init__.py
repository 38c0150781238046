"""Sentences of reports: which can stand alone, whom they name, and how they are cut without rewording."""
