"""A change of the board told in plain words, for whoever has to say yes or no to it and reads no code."""
