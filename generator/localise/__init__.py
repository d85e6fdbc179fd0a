"""Spec and county → the county's plan (落地)."""
