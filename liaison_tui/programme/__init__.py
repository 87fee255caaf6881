"""The year's plan: what is owed, by whom, when. Pure: takes text, gives values.

The shipped plan `jiangyin-2021.toml` lies here; `workspace` reads it from the disk.
"""
