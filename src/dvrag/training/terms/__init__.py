"""Items on the words of this work: gaps to fill, acronyms and their meanings, orders and powers."""
