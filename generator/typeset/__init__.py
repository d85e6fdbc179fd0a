"""Blocks → .docx and .xlsx in the look of GB/T 9704 (排版)."""
