"""The record of answers on the terminal."""
