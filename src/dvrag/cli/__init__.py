"""The command line: parse, call a facade, render."""
