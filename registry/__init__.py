"""Keeps notices, the versions of their specs, what people corrected and what was written from them (保管)."""
