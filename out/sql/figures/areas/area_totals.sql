-- shows: table
-- Each area's own figures, all that lies in it included.
WITH inside AS (
  SELECT a.id AS area, b.id AS part FROM areas a JOIN areas b ON a.id IN (b.id, b.community, b.street, b.district)
),
wished AS (
  SELECT i.area, count(*) FILTER (WHERE w.published_on IS NOT NULL) AS published, count(*) FILTER (WHERE w.status = 'open') AS open,
    count(*) FILTER (WHERE w.status IN ('claimed', 'delivered')) AS under_way, count(*) FILTER (WHERE w.status = 'fulfilled') AS fulfilled,
    count(*) FILTER (WHERE w.late_since IS NOT NULL) AS overdue,
    quantile_disc(w.fulfilled_on - w.submitted_on, 0.5) FILTER (WHERE w.status = 'fulfilled') AS median_days
  FROM inside i JOIN wish_facts w ON w.area = i.part GROUP BY i.area
),
held AS (
  SELECT i.area, count(*) FILTER (WHERE s.held_on IS NOT NULL) AS actions, coalesce(sum(s.attended), 0)::BIGINT AS attended
  FROM inside i JOIN actions t ON t.area = i.part JOIN action_states s ON s.action = t.id GROUP BY i.area
),
built AS (
  SELECT i.area, count(*) AS deeds, count(*) FILTER (WHERE s.state = 'accepted') AS accepted
  FROM inside i JOIN deeds d ON d.area = i.part JOIN deed_states s ON s.deed = d.id GROUP BY i.area
),
living AS (
  SELECT i.area, count(DISTINCT r.main) AS volunteers FROM inside i JOIN persons r ON r.area = i.part WHERE r.state = 'active' GROUP BY i.area
)
SELECT a.id AS area, a.level, a.households, coalesce(w.published, 0) AS published, coalesce(w.open, 0) AS open, coalesce(w.under_way, 0) AS under_way,
  coalesce(w.fulfilled, 0) AS fulfilled, coalesce(w.overdue, 0) AS overdue, rate(coalesce(w.fulfilled, 0), coalesce(w.published, 0)) AS fulfilled_permille,
  CASE WHEN enough(coalesce(w.fulfilled, 0)) THEN w.median_days END AS median_days,
  coalesce(h.actions, 0) AS actions, coalesce(h.attended, 0) AS attended, coalesce(b.deeds, 0) AS deeds, coalesce(b.accepted, 0) AS accepted,
  coalesce(l.volunteers, 0) AS volunteers, NOT enough(coalesce(w.published, 0)) AS suppressed
FROM areas a
LEFT JOIN wished w ON w.area = a.id
LEFT JOIN held h ON h.area = a.id
LEFT JOIN built b ON b.area = a.id
LEFT JOIN living l ON l.area = a.id
ORDER BY array_position(['district', 'street', 'community', 'grid'], a.level), a.id
