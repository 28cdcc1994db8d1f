"""Whose report it is: title, type, year, date, bodies and places."""
