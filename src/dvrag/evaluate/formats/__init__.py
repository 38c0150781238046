"""Test sets as others write them: BEIR, TREC, and tables of the pages that answer."""
