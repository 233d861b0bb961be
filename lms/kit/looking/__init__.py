"""Looks closely at files from outside (`looks`), in a process of its own (`child`); nothing here knows a guest."""
