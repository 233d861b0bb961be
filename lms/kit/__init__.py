"""Tools that know no domain. They import nothing of ours and have no models."""
