"""The nouns (规格) that the parts of Luoshi hand to each other."""
