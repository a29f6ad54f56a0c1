"""Measures the board at sizes no demo has. Run by hand only (`make bench`): nothing here is ever a timed test."""
