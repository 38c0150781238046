"""Counting questions: "how many recommendations were addressed to GPs since 2015?", answered from the register."""
