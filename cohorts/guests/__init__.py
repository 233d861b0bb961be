"""Guest professionals: who teaches an evening, asked and answering through one link, without an account."""
