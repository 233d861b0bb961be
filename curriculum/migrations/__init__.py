"""Tables of the editions, and what holds them still."""
