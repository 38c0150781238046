"""Slides: what stands on them, what fits, how they look, and the PowerPoint file."""
