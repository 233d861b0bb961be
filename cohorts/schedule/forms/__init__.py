"""What people fill in about the plan of a cohort."""
