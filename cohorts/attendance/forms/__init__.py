"""What is sent about attendance, and the sentences for what became of it."""
