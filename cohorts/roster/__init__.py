"""Who is in a cohort, who runs it, and where it meets."""
