"""What tests need from the floor."""
