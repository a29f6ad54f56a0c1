-- shows: series
-- draws: back_filled, amended, annulled
-- Corrections by the month in which they were recorded, and entries written down later than the day they happened.
SELECT m.month, count(*) FILTER (WHERE e.n IS NOT NULL) AS entries,
  count(*) FILTER (WHERE e.event = 'amended') AS amended, count(*) FILTER (WHERE e.event = 'annulled') AS annulled,
  count(*) FILTER (WHERE e.event = 'redacted') AS redacted,
  count(*) FILTER (WHERE e.happened_on < e.recorded_at::DATE) AS back_filled,
  rate(count(*) FILTER (WHERE e.happened_on < e.recorded_at::DATE), count(e.n)) AS back_filled_permille,
  NOT enough(count(e.n)) AS suppressed
FROM months m LEFT JOIN entries e ON date_trunc('month', e.recorded_at::DATE) = m.since
GROUP BY m.month
ORDER BY m.month
