"""Attendance: who was there, marked once and never lost, and how far each woman has come."""
