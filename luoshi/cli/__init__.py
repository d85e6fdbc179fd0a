"""The command line (命令行): `luoshi`. Verbs are imported when called, so that help comes at once."""


def main() -> None:
    """What the `luoshi` program starts."""
    from luoshi.cli.frame import run

    run()
