"""YAML files to records and problems: the one judge of what the board holds."""
