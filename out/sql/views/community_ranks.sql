-- Communities side by side. No single rate ranks them: the place comes from the sum of four places (share fulfilled, days to fulfil,
-- minutes given and actions held for each 1,000 households). Too few wishes: no rates and no place.
WITH wished AS (
  SELECT p.span, p.period, w.community, count(*) AS published, count(*) FILTER (WHERE w.status = 'fulfilled') AS fulfilled,
    quantile_disc(w.fulfilled_on - w.submitted_on, 0.5) FILTER (WHERE w.status = 'fulfilled') AS median_days
  FROM periods p JOIN wish_facts w ON w.published_on BETWEEN p.since AND p.until
  GROUP BY p.span, p.period, w.community
),
worked AS (
  SELECT p.span, p.period, coalesce(w.community, x.community) AS community, sum(a.minutes)::BIGINT AS minutes
  FROM periods p
  JOIN awards a ON a.day BETWEEN p.since AND p.until
  LEFT JOIN wish_facts w ON w.wish = a.record
  LEFT JOIN actions t ON t.id = a.record
  LEFT JOIN areas x ON x.id = t.area
  GROUP BY ALL
),
held AS (
  SELECT p.span, p.period, x.community, count(*) AS actions
  FROM periods p
  JOIN action_states s ON s.held_on BETWEEN p.since AND p.until
  JOIN actions t ON t.id = s.action
  JOIN areas x ON x.id = t.area
  GROUP BY ALL
),
joined AS (
  SELECT p.span, p.period, c.id AS community, coalesce(w.published, 0) AS published, coalesce(w.fulfilled, 0) AS fulfilled, w.median_days,
    coalesce(k.minutes, 0) AS minutes, coalesce(h.actions, 0) AS actions, c.households, enough(coalesce(w.published, 0)) AS shown
  FROM periods p
  JOIN areas c ON c.level = 'community' AND coalesce(c.since, p.since) <= p.until AND coalesce(c.until, p.until) >= p.since
  LEFT JOIN wished w ON w.span = p.span AND w.period = p.period AND w.community = c.id
  LEFT JOIN worked k ON k.span = p.span AND k.period = p.period AND k.community = c.id
  LEFT JOIN held h ON h.span = p.span AND h.period = p.period AND h.community = c.id
),
placed AS (
  SELECT *,
    rank() OVER (PARTITION BY span, period ORDER BY permille(fulfilled, published) DESC) AS place_fulfilled,
    rank() OVER (PARTITION BY span, period ORDER BY median_days NULLS LAST) AS place_days,
    rank() OVER (PARTITION BY span, period ORDER BY permille(minutes, households) DESC NULLS LAST) AS place_minutes,
    rank() OVER (PARTITION BY span, period ORDER BY permille(actions, households) DESC NULLS LAST) AS place_actions
  FROM joined
  WHERE shown
)
SELECT span, period, rank() OVER (PARTITION BY span, period ORDER BY place_fulfilled + place_days + place_minutes + place_actions) AS place,
  community, published, fulfilled, permille(fulfilled, published) AS fulfilled_permille, median_days, minutes, actions, households,
  place_fulfilled, place_days, place_minutes, place_actions, false AS suppressed
FROM placed
UNION ALL
SELECT span, period, NULL, community, published, fulfilled, NULL, NULL, minutes, actions, households, NULL, NULL, NULL, NULL, true
FROM joined WHERE NOT shown
ORDER BY 1, 2, 3 NULLS LAST, 4
