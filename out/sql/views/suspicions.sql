-- Where points deserve a second look: each row is one case, told by its kind. A case is a question to a reviewer and no finding of guilt.
-- self: confirmed by the same person (two numbers that were merged later included). mutual: two people who confirm each other within 90 days.
-- overlap: two actions attended whose hours overlap. long-day: more confirmed on a day than a day's cap. burst: more than five hours in
-- a month and more than half of them in its last three days, before the boards close. frequent: one person confirming more than ten
-- records of another in a month.
WITH done AS (
  SELECT w.person, coalesce(p.main, w.confirmer) AS other, w.record, w.claim, w.day, w.minutes
  FROM work w
  LEFT JOIN post_holders h ON h.post = w.confirmer AND w.confirmed_at::DATE BETWEEN h.since AND coalesce(h.until, DATE '9999-12-31')
  LEFT JOIN persons p ON p.person = coalesce(h.person, w.confirmer)
),
hours AS (
  SELECT DISTINCT r.main AS person, s.action AS record, a.starts, a.ends, a.held_on AS day
  FROM signups s JOIN action_states a USING (action) JOIN persons r ON r.person = s.person
  WHERE s.state = 'attended'
),
days AS (
  SELECT person, day, sum(minutes)::BIGINT AS minutes, coalesce(max(c.value), 480) AS cap
  FROM work LEFT JOIN rule_spans c ON c.name = 'day_cap_minutes' AND confirmed_at::DATE BETWEEN c.since AND c.until
  GROUP BY person, day
),
ends AS (
  SELECT person, month_of(day) AS month, max(last_day(day)) AS day, sum(minutes)::BIGINT AS whole,
    coalesce(sum(minutes) FILTER (WHERE day > last_day(day) - 3), 0)::BIGINT AS minutes
  FROM work GROUP BY person, month_of(day)
)
SELECT 'self' AS kind, person, other, record, day, minutes FROM done WHERE person = other
UNION ALL
SELECT 'mutual', a.person, a.other, min(a.record), min(a.day), sum(a.minutes)::BIGINT
FROM done a
WHERE a.person < a.other AND EXISTS (SELECT 1 FROM done b WHERE b.person = a.other AND b.other = a.person AND abs(b.day - a.day) <= 90)
GROUP BY a.person, a.other
UNION ALL
SELECT 'overlap', a.person, b.record, a.record, a.day, date_diff('minute', greatest(a.starts, b.starts), least(a.ends, b.ends))
FROM hours a JOIN hours b ON a.person = b.person AND a.record < b.record AND a.starts < b.ends AND b.starts < a.ends
UNION ALL
SELECT 'long-day', person, NULL, NULL, day, minutes FROM days WHERE minutes > cap
UNION ALL
SELECT 'burst', person, NULL, NULL, day, minutes FROM ends WHERE minutes > 300 AND 2 * minutes > whole
UNION ALL
SELECT 'frequent', person, other, min(record), max(day), sum(minutes)::BIGINT
FROM done WHERE person <> other GROUP BY person, other, month_of(day) HAVING count(DISTINCT record) > 10
ORDER BY kind, day, person, other, record
