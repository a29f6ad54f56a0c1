"""From what people send to a change of the records: forms are written, read back, and turned into new lines of history."""
