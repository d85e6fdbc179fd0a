"""How official documents (公文) are written: parse and print, with no I/O beyond its own data."""
