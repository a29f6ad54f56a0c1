"""A group chat pasted in: who said what, which codes and verbs stand in it, and which steps they ask for."""
