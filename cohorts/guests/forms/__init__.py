"""What is filled in about guests."""
