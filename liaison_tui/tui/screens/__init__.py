"""Pages and dialogs, one a file."""
