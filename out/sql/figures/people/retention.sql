-- shows: cohort
-- Of the people who first helped in a month, how many helped again 1 to 3 and 4 to 6 months later. A share stands once the time is over.
WITH firsts AS (
  SELECT person, date_trunc('month', min(day))::DATE AS month FROM awards GROUP BY person
),
later AS (
  SELECT f.person, f.month,
    coalesce(bool_or(a.day >= f.month + INTERVAL 1 MONTH AND a.day < f.month + INTERVAL 4 MONTH), false) AS soon,
    coalesce(bool_or(a.day >= f.month + INTERVAL 4 MONTH AND a.day < f.month + INTERVAL 7 MONTH), false) AS later
  FROM firsts f JOIN awards a USING (person) GROUP BY f.person, f.month
)
SELECT m.month, count(l.person) AS first_timers,
  CASE WHEN m.since + INTERVAL 4 MONTH <= as_of() THEN rate(count(*) FILTER (WHERE l.soon), count(l.person)) END AS within_3_months_permille,
  CASE WHEN m.since + INTERVAL 7 MONTH <= as_of() THEN rate(count(*) FILTER (WHERE l.later), count(l.person)) END AS within_6_months_permille,
  NOT enough(count(l.person)) AS suppressed
FROM months m LEFT JOIN later l ON l.month = m.since
GROUP BY m.month, m.since
ORDER BY m.month
