"""What a unit says besides its entries, a room for each; each is on the disk on return."""
