"""One form a file: `make(answers, desk)` says which record changes and by which entries. Whether that is allowed, the judge says."""
