"""Clean text → outline (结构)."""
