"""What travels between offices: signatures, bundles, and the merge that takes them in."""
