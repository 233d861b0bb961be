"""How long a calendar takes, beside the library that writes it."""
