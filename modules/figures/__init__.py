"""Read shapes for screens: translations text by text, the matrix of all of them, two languages beside each other."""
