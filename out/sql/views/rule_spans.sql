-- Each number of each rule with the first and the last day on which it holds. The oldest value also holds for the days before it.
WITH dated AS (
  SELECT name, value,
    CASE WHEN row_number() OVER w = 1 THEN DATE '0001-01-01' ELSE since END AS since,
    coalesce(lead(since) OVER w - 1, DATE '9999-12-31') AS until
  FROM rules
  WINDOW w AS (PARTITION BY name ORDER BY since)
),
parts AS (
  SELECT name, since, until, unnest(string_split(value, ',')) AS part, unnest(range(1, len(string_split(value, ',')) + 1)) AS place
  FROM dated
)
SELECT name, place, since, until, try_cast(part AS BIGINT) AS value
FROM parts
WHERE try_cast(part AS BIGINT) IS NOT NULL
ORDER BY name, since, place
