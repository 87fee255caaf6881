"""What people and scripts read: tables for the screen, and the JSON that docs/CLI fixes."""
