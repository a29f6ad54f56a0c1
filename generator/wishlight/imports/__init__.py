"""A list kept on paper or in a spreadsheet to records: columns are understood, every row is a record or a reasoned refusal."""
