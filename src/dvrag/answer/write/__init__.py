"""Answers written by a language model from the passages found: prompt, parsing, checking, streaming."""
