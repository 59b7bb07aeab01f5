"""What holds the house up: row security on every table, every name wired to something, rooms that stay small."""
