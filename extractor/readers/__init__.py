"""Files → source text (读取)."""
