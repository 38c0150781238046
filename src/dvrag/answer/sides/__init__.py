"""Answers with more than one side: each named place, year or report; figures that differ."""
