"""`python -m luoshi` is `luoshi` (命令行)."""

from luoshi.cli import main

main()
