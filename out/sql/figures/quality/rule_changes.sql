-- shows: table
-- Every change of a board rule after its first value: marked on each series from that day on.
SELECT since, name AS rule, lag(value) OVER (PARTITION BY name ORDER BY since) AS was, value, why
FROM rules
QUALIFY lag(value) OVER (PARTITION BY name ORDER BY since) IS NOT NULL AND since <= as_of()
ORDER BY since, name
