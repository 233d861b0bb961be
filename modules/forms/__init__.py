"""What coordinators fill in for their place."""
