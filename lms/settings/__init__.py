"""Settings: `base` for all, and what differs in `dev`, `test` and `production`."""
