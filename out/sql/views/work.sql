-- Confirmed work: a row for each person, claim or sign-up, and day. An hour belongs to one person; helpers count where the entry lists them.
-- `minutes` is the time confirmed; `credit` is what may earn points: a gift of goods counts fixed minutes, whatever it cost.
-- The confirmed minutes of a claim with several visits fall on the days of its visits first, and what is left on the day of delivery.
WITH done AS (
  SELECT c.wish AS record, c.claim, c.person, c.team, c.delivered_on, c.claimed_on, coalesce(c.minutes, 0) AS minutes,
    c.confirmed_at, c.confirmer, w.kind AS wish_kind, w.published_on
  FROM claims c JOIN wish_facts w ON w.wish = c.wish
  WHERE c.state = 'confirmed' AND c.done IN ('yes', 'partly') AND NOT c.revoked
),
visits AS (
  SELECT record, claim, n, day, minutes, sum(minutes) OVER (PARTITION BY record, claim ORDER BY n) AS upto
  FROM live_entries
  WHERE event = 'visited' AND minutes > 0
),
deliveries AS (
  SELECT record, claim, max(n) AS n FROM live_entries WHERE event = 'delivered' GROUP BY record, claim
),
pieces AS (
  SELECT d.record, d.claim, v.n, v.day, greatest(0, least(v.minutes, d.minutes - (v.upto - v.minutes))) AS minutes, false AS last
  FROM done d JOIN visits v USING (record, claim)
  UNION ALL
  SELECT d.record, d.claim, x.n, d.delivered_on, d.minutes - least(d.minutes, coalesce(v.minutes, 0)), true
  FROM done d
  JOIN deliveries x USING (record, claim)
  LEFT JOIN (SELECT record, claim, sum(minutes) AS minutes FROM visits GROUP BY record, claim) v USING (record, claim)
),
hands AS (
  SELECT p.record, p.claim, p.n, d.person FROM pieces p JOIN done d USING (record, claim)
  UNION
  SELECT p.record, p.claim, p.n, h.person FROM pieces p JOIN entry_helpers h ON h.record = p.record AND h.n = p.n
),
openings AS (
  SELECT d.record, d.claim, greatest(d.published_on, max(o.ended_on)) AS open_since
  FROM done d
  LEFT JOIN claims o ON o.wish = d.record AND o.claim <> d.claim AND o.claimed_on < d.claimed_on
  GROUP BY d.record, d.claim, d.published_on
)
SELECT r.main AS person, p.record, 'wish' AS kind, p.claim, p.day, d.confirmed_at, d.confirmer, d.team AS named_team, p.minutes,
  CASE WHEN d.wish_kind = 'goods' AND h.person = d.person THEN CASE WHEN p.last THEN g.value ELSE 0 END ELSE p.minutes END AS credit,
  CASE WHEN p.last AND h.person = d.person AND d.claimed_on - o.open_since >= b.value THEN m.value ELSE 0 END AS bonus
FROM pieces p
JOIN done d USING (record, claim)
JOIN hands h USING (record, claim, n)
JOIN persons r ON r.person = h.person
JOIN openings o USING (record, claim)
LEFT JOIN rule_spans g ON g.name = 'goods_minutes' AND d.confirmed_at::DATE BETWEEN g.since AND g.until
LEFT JOIN rule_spans b ON b.name = 'waiting_bonus_days' AND d.claimed_on BETWEEN b.since AND b.until
LEFT JOIN rule_spans m ON m.name = 'waiting_bonus_minutes' AND d.claimed_on BETWEEN m.since AND m.until
UNION ALL
SELECT r.main, s.action, 'action', s.claim, a.held_on, s.recorded_at, s.recorder, s.team, coalesce(s.minutes, 0), coalesce(s.minutes, 0), 0
FROM signups s
JOIN action_states a USING (action)
JOIN persons r ON r.person = s.person
WHERE s.state = 'attended' AND a.held_on IS NOT NULL
ORDER BY 1, 5, 2, 4
