"""How fast marks of many phones are stored, and that none is lost or doubled."""
