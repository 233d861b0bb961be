"""What the nation requires: editions, their order, hours, and the rule of completion."""
