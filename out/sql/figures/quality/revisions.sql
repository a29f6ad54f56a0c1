-- shows: table
-- Monthly reports are frozen. For each figure: what was reported, what the same month comes to today, and the entries recorded since
-- that explain a difference (written down late, or annulling something earlier).
WITH explained AS (
  SELECT r.id AS report, count(*) FILTER (WHERE e.event <> 'annulled' AND coalesce(e.happened_on, e.recorded_at::DATE) <= m.until) AS late_entries,
    count(*) FILTER (WHERE e.event = 'annulled') AS annulments,
    string_agg(DISTINCT e.record, ' ' ORDER BY e.record) FILTER (WHERE e.event = 'annulled' OR coalesce(e.happened_on, e.recorded_at::DATE) <= m.until) AS because
  FROM reports r
  JOIN months m ON m.month = substr(r.id, 3)
  LEFT JOIN entries e ON e.recorded_at::DATE > r.as_of
    AND (coalesce(e.happened_on, e.recorded_at::DATE) <= m.until OR (e.event = 'annulled' AND EXISTS (
      SELECT 1 FROM entries a WHERE a.record = e.record AND a.n = e.entry AND coalesce(a.happened_on, a.recorded_at::DATE) BETWEEN m.since AND m.until)))
  GROUP BY r.id
)
SELECT substr(f.report, 3) AS month, f.figure, f.value AS reported, t.value AS today, t.value - f.value AS difference,
  CASE WHEN t.value <> f.value THEN x.late_entries END AS late_entries, CASE WHEN t.value <> f.value THEN x.annulments END AS annulments,
  CASE WHEN t.value <> f.value THEN x.because END AS because
FROM report_figures f
LEFT JOIN month_figures t ON t.month = substr(f.report, 3) AND t.figure = f.figure
LEFT JOIN explained x ON x.report = f.report
ORDER BY month DESC, f.figure
