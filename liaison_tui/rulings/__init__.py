"""What a centre rules besides judging entries, a room for each; each is on the disk on return."""
