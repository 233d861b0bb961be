"""The coordinator's desk: joins the rooms, and has no models of its own."""
