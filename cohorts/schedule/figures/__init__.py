"""Read shapes of plans: notes, the calendar picture, and the words for codes."""
