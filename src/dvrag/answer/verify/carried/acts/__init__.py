"""The acts of a claim beside those of the cited text: by whom, to whom, how many, done or not."""
