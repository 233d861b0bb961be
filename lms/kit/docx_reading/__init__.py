"""Takes Word files apart (`reading`), in a process of its own (`child`); nothing here knows a module from a letter."""
