"""Who does what in a sentence: its words with the word that each depends on, and how."""
