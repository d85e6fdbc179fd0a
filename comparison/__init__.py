"""Spec, Spec → changes; plan, spec → coverage (对照)."""
