"""The page Search in parts: what is asked for and its address, controls, results, narrowing, the CSV file."""
