"""Guards taken out one at a time, each from a copy of the package: the tests that must notice are named beside it."""
