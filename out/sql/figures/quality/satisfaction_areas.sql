-- shows: table
-- All monthly call-backs of each community together, by the same four formulas.
SELECT area AS community, sum(reached)::BIGINT AS reached, sum(not_reached)::BIGINT AS not_reached, sum(refused)::BIGINT AS refused,
  rate(sum(satisfied)::BIGINT, sum(reached)::BIGINT) AS strict_permille,
  rate(sum(satisfied + basically)::BIGINT, sum(reached)::BIGINT) AS lenient_permille,
  CASE WHEN enough(sum(reached)) THEN permille(sum(satisfied)::BIGINT, sum(satisfied + dissatisfied)::BIGINT) END AS firm_permille,
  CASE WHEN enough(sum(reached)) THEN permille(sum(satisfied)::BIGINT, sum(reached + not_reached + refused)::BIGINT) END AS of_all_permille,
  NOT enough(sum(reached)) AS suppressed
FROM report_callbacks
GROUP BY area
ORDER BY area
