"""What has been said: events and their lines, submissions, and what they fold to. Pure."""
