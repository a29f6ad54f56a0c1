"""The script that made the demo community, split by subject; the same seed always gives the same bytes."""
