"""A quiz as a SCORM 1.2 package with a player of its own: plain HTML that asks nothing of the network."""
