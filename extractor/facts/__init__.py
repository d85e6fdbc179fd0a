"""Outline and phrases → facts (要素)."""
