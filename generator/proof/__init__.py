"""Files of a run held against its spec, profile and register (核对)."""
