-- The spans that leaderboards are made for: each month, season (quarter) and year since the first entry, and all time.
SELECT DISTINCT 'month' AS span, month AS period, since, until FROM months
UNION ALL
SELECT DISTINCT 'season', strftime(since, '%Y') || '-Q' || quarter(since), date_trunc('quarter', since)::DATE, (date_trunc('quarter', since) + INTERVAL 3 MONTH)::DATE - 1 FROM months
UNION ALL
SELECT DISTINCT 'year', strftime(since, '%Y'), date_trunc('year', since)::DATE, (date_trunc('year', since) + INTERVAL 1 YEAR)::DATE - 1 FROM months
UNION ALL
SELECT 'all', 'all', min(since), as_of() FROM months
ORDER BY 1, 2
