"""Report → Passages, following structure."""
