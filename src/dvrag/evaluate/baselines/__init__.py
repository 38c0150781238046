"""Systems to compare with: by words only, by meaning only, at random, the top passage, LangChain's standard chain."""
