"""The record of answers: a chain of rows that only grows, checked row by row, cut by age."""
