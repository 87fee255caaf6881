"""Indicators measured from above, at a centre: what came, and what it comes to."""
