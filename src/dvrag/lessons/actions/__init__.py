"""The follow-up of recommendations: values checked, files exchanged with spreadsheets, the report for a board."""
