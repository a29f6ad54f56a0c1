-- shows: figure
-- How many cases deserve a second look before points are believed. Only counts are public; reviewers see the cases.
SELECT count(*) FILTER (WHERE kind = 'self') AS self_confirmed, count(*) FILTER (WHERE kind = 'mutual') AS mutual_pairs,
  count(*) FILTER (WHERE kind = 'overlap') AS overlaps, count(*) FILTER (WHERE kind = 'long-day') AS long_days,
  count(*) FILTER (WHERE kind = 'burst') AS bursts, count(*) FILTER (WHERE kind = 'frequent') AS frequent_pairs
FROM suspicions
