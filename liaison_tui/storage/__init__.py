"""Where it is kept: the unit's journal, the centre's database, evidence, what came in, settings."""
