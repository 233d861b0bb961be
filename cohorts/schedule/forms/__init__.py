"""Forms of plans and their calendars."""
