"""What is typed about diplomas and cards, by audience."""
