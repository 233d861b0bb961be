"""How many papers can be checked in a second."""
