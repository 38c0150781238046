"""Whether cited texts carry a sentence: facts with their role, negation and modality, and how likely the rest is."""
