-- What a person earned with a record on a day. Each award keeps the rules of the day on which it was confirmed.
-- `minutes` are the hours that make stars (at most a day's cap); `counted` the minutes that make points, after three caps in this order:
-- an activity on a day, a person's day, and what one confirmer may confirm for one person in a month. A waiting bonus comes on top of the
-- first two, within the third: so whoever colludes with one confirmer gains no more than that cap a month, whatever they think of.
-- A point is earned with every full `point_minutes` that a person has counted, in the order of days.
WITH grouped AS (
  SELECT person, record, kind, day, max(confirmed_at) AS confirmed_at, max_by(confirmer, (confirmed_at, claim)) AS confirmer,
    max(named_team) AS named_team, sum(minutes)::BIGINT AS worked, sum(credit)::BIGINT AS credit, sum(bonus)::BIGINT AS bonus
  FROM work
  GROUP BY person, record, kind, day
),
ruled AS (
  SELECT g.*, coalesce(h.person, g.confirmer, '') AS behind, coalesce(d.value, 1440) AS day_cap, coalesce(k.value, 999999) AS pair_cap,
    coalesce(p.value, 60) AS point_minutes, least(g.credit, coalesce(c.value, 1440)) AS within_activity
  FROM grouped g
  LEFT JOIN rule_spans c ON c.name = 'activity_cap_minutes' AND g.confirmed_at::DATE BETWEEN c.since AND c.until
  LEFT JOIN rule_spans d ON d.name = 'day_cap_minutes' AND g.confirmed_at::DATE BETWEEN d.since AND d.until
  LEFT JOIN rule_spans k ON k.name = 'pair_cap_minutes' AND g.confirmed_at::DATE BETWEEN k.since AND k.until
  LEFT JOIN rule_spans p ON p.name = 'point_minutes' AND g.confirmed_at::DATE BETWEEN p.since AND p.until
  LEFT JOIN post_holders h ON h.post = g.confirmer AND g.confirmed_at::DATE BETWEEN h.since AND coalesce(h.until, DATE '9999-12-31')
  QUALIFY row_number() OVER (PARTITION BY g.person, g.record, g.day ORDER BY h.since, h.person) = 1
),
a_day AS (
  SELECT *,
    greatest(0, least(within_activity, day_cap - coalesce(sum(within_activity) OVER w, 0)))::BIGINT + bonus AS within_day,
    greatest(0, least(worked, day_cap - coalesce(sum(worked) OVER w, 0)))::BIGINT AS minutes
  FROM ruled
  WINDOW w AS (PARTITION BY person, day ORDER BY confirmed_at, record ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
a_pair AS (
  SELECT *, greatest(0, least(within_day, pair_cap - coalesce(sum(within_day) OVER w, 0)))::BIGINT AS counted
  FROM a_day
  WINDOW w AS (PARTITION BY person, behind, month_of(day) ORDER BY day, confirmed_at, record ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
summed AS (
  SELECT *, (sum(counted) OVER w)::BIGINT AS upto
  FROM a_pair
  WINDOW w AS (PARTITION BY person, point_minutes ORDER BY day, confirmed_at, record ROWS UNBOUNDED PRECEDING)
),
teams_then AS (
  SELECT s.person, s.record, s.day, t.team, row_number() OVER (PARTITION BY s.person, s.record, s.day ORDER BY t.team = s.named_team DESC NULLS LAST, t.since, t.team) AS choice
  FROM summed s
  JOIN persons r ON r.main = s.person
  JOIN team_spells t ON t.person = r.person AND s.day BETWEEN t.since AND coalesce(t.until, DATE '9999-12-31')
)
SELECT s.person, s.record, s.kind, s.day, s.confirmed_at, s.confirmer, t.team, s.worked, s.minutes, s.bonus, s.counted,
  s.upto // s.point_minutes - (s.upto - s.counted) // s.point_minutes AS points
FROM summed s
LEFT JOIN teams_then t ON t.person = s.person AND t.record = s.record AND t.day = s.day AND t.choice = 1
ORDER BY s.person, s.day, s.confirmed_at, s.record
