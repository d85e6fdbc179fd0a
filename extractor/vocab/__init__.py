"""Words that a civil servant could extend (词表), as TOML."""
