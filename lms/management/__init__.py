"""Commands that touch every floor."""
