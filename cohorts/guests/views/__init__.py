"""Screens about guests, by whose they are: the guest's own, and the coordinator's."""
