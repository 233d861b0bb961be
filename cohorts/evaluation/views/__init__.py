"""Pages of feedback: one for whoever holds the link, the others for those who run the cohort."""
