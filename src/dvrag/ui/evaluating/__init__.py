"""What the page Evaluate is made of: runs, and their results."""
