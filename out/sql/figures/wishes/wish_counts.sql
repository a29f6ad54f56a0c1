-- shows: figure
-- Every wish stands in exactly one of the first ten columns; `overdue` counts across them.
SELECT
  count(*) AS received,
  count(*) FILTER (WHERE status = 'submitted') AS in_review,
  count(*) FILTER (WHERE status = 'open') AS open,
  count(*) FILTER (WHERE status = 'claimed') AS claimed,
  count(*) FILTER (WHERE status = 'delivered') AS delivered,
  count(*) FILTER (WHERE status = 'fulfilled') AS fulfilled,
  count(*) FILTER (WHERE status = 'closed') AS closed,
  count(*) FILTER (WHERE status = 'declined') AS declined,
  count(*) FILTER (WHERE status = 'referred') AS referred,
  count(*) FILTER (WHERE status = 'redirected') AS redirected,
  count(*) FILTER (WHERE status = 'merged') AS merged,
  count(*) FILTER (WHERE late_since IS NOT NULL) AS overdue
FROM wish_facts
