"""A made-up spring: twelve units and a centre, April to June 2021, for a newcomer to look at."""
