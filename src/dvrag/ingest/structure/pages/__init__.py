"""What pages carry beside running text: running headers, contents, footnotes, forms."""
