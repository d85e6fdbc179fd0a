"""Keeps specs, their versions and sources (保管)."""
