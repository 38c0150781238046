"""The page Lessons in parts: choosing, table, plots, one finding, repeats, judgments."""
