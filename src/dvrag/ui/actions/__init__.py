"""The page Actions in parts: board, table, files."""
