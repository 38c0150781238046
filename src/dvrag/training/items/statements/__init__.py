"""True or false: a sentence of a report, or the same made false in one place by a rule that surely makes it so."""
