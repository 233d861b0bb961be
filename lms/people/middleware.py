"""What signing in asks of every request."""
