"""What the secretariat does with editions."""
