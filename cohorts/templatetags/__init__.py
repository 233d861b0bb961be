"""What templates of the course ask for from another room."""
