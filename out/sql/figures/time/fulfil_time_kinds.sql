-- shows: table
-- Days from submission to confirmation, by kind of wish and urgency.
SELECT kind, urgency, count(*) AS fulfilled,
  CASE WHEN enough(count(*)) THEN quantile_disc(fulfilled_on - submitted_on, 0.5) END AS median_days,
  CASE WHEN enough(count(*)) THEN quantile_disc(fulfilled_on - submitted_on, 0.9) END AS p90_days,
  NOT enough(count(*)) AS suppressed
FROM wish_facts
WHERE fulfilled_on IS NOT NULL
GROUP BY kind, urgency
ORDER BY kind, urgency
