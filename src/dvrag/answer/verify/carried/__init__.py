"""Whether a cited text carries a claim: each fact with its role, what is denied, how surely it is said, who did it."""
