"""What the page Library is made of: adding, removing, checking, and the collection in figures."""
