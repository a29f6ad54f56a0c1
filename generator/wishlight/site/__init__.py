"""The host of the pages: shells from MkDocs Material, stamping, writing. The only part that knows MkDocs."""
