"""Practising: who practises, the questions one at a time, what is right, and how it went."""
