"""What is measured: retrieval, answers, citations, abstention, confidence. One file per group of measures."""
