"""When the evenings of a cohort are, and what is taught on each."""
