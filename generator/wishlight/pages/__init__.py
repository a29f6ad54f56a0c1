"""From values to pages: one module a page kind, one template beside it."""
