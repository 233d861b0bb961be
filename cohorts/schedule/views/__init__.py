"""The pages of the plan, and the calendars that follow it."""
