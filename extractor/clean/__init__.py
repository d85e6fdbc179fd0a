"""Source text → clean text with a way back (清洗)."""
