"""What a sentence states, piece by piece, and whether cited texts state the same of the same."""
