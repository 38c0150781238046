"""What the page Settings says: the library, the model, settings in force, versions, and the same for a bug report."""
