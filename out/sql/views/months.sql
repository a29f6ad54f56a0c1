-- The months from the first entry to the day of the figures. A month is `whole` once it is over.
WITH span AS (
  SELECT date_trunc('month', least(as_of(), coalesce(min(coalesce(happened_on, recorded_at::DATE)), as_of())))::DATE AS first FROM entries
)
SELECT strftime(month, '%Y-%m') AS month, month::DATE AS since, (month + INTERVAL 1 MONTH)::DATE - 1 AS until,
  (month + INTERVAL 1 MONTH)::DATE - 1 <= as_of() AS whole
FROM (SELECT unnest(generate_series(first, as_of(), INTERVAL 1 MONTH)) AS month FROM span)
ORDER BY month
