"""Monthly reporting of a city's assigned tasks, from the officer's desk to the settled picture."""

__version__ = "0.1.0"
