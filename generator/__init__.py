"""Spec and county → documents (生成)."""
