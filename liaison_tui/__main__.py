"""`python -m liaison_tui` is `liaison`."""

from liaison_tui.cli import main

main()
