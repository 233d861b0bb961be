"""Evaluation: what the women think of an evening, asked of nobody by name and shown only where it points at nobody."""
