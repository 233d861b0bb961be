"""The front door: public pages, and the first page of everyone who signs in."""
