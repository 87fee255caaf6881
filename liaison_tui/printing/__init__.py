"""What an office prints and hands on: `kinds.py` lists the kinds of papers, for commands and pages.

`gathering.py` reads what they are made of, a piece at a time, and tells how far it has come.
`letters.py` puts together what goes out in the official layout.
"""
