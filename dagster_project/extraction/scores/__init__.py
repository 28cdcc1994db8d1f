"""Scores, grades and the bands that they are counted in."""
