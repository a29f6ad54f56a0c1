"""Measures the board at sizes no demo has. Nothing here is ever a timed test."""
