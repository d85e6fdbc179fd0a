"""Clean text → numbers, times and names with their spans (短语)."""
