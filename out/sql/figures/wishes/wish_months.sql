-- shows: series
-- draws: submitted, published, fulfilled
-- What happened to wishes in each month, by the day on which it happened.
SELECT month,
  max(value) FILTER (WHERE figure = 'wishes_submitted') AS submitted,
  max(value) FILTER (WHERE figure = 'wishes_published') AS published,
  max(value) FILTER (WHERE figure = 'wishes_claimed') AS claimed,
  max(value) FILTER (WHERE figure = 'wishes_delivered') AS delivered,
  max(value) FILTER (WHERE figure = 'wishes_fulfilled') AS fulfilled
FROM month_figures
GROUP BY month
ORDER BY month
