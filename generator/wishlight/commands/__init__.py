"""One file a command; the file's name is the command's, and its help stands under `help` in the words files."""
