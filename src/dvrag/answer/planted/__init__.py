"""What stands in a file to steer whoever reads it by machine, and is no part of a report."""
