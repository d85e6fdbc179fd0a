"""Notice file → Spec (提取)."""
