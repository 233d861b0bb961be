"""The pages of the desk, cut by what they show."""
