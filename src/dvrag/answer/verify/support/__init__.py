"""How likely cited texts are to carry a sentence, without a language model."""
