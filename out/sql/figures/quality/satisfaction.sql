-- shows: series
-- Monthly call-backs by every formula in use, side by side. Strict: satisfied of reached. Lenient: satisfied or basically, of reached.
-- Firm: satisfied of those who were satisfied or not, without the basically satisfied. Of all: satisfied of everyone called, reached or not.
SELECT substr(report, 3) AS month, sum(reached)::BIGINT AS reached, sum(not_reached)::BIGINT AS not_reached, sum(refused)::BIGINT AS refused,
  sum(satisfied)::BIGINT AS satisfied, sum(basically)::BIGINT AS basically, sum(dissatisfied)::BIGINT AS dissatisfied,
  rate(sum(satisfied)::BIGINT, sum(reached)::BIGINT) AS strict_permille,
  rate(sum(satisfied + basically)::BIGINT, sum(reached)::BIGINT) AS lenient_permille,
  CASE WHEN enough(sum(reached)) THEN permille(sum(satisfied)::BIGINT, sum(satisfied + dissatisfied)::BIGINT) END AS firm_permille,
  CASE WHEN enough(sum(reached)) THEN permille(sum(satisfied)::BIGINT, sum(reached + not_reached + refused)::BIGINT) END AS of_all_permille,
  NOT enough(sum(reached)) AS suppressed
FROM report_callbacks
GROUP BY report
ORDER BY month
