"""Building a library: files in, reports, passages, vectors and a published index out; removing and rebuilding."""

from dvrag.builder.build import Builder
from dvrag.builder.parts import BuildParts, Parser

__all__ = ["BuildParts", "Builder", "Parser"]
