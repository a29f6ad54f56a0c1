-- shows: table
-- Wishes whose next step falls due within the board's reminder days (working days) and is not late yet.
WITH soon AS (
  SELECT day FROM days WHERE working AND day > as_of() ORDER BY day LIMIT coalesce(rule_today('reminder_days'), 3)
)
SELECT next_due AS due, wish, category, area, status, next_step AS step
FROM wish_facts
WHERE late_since IS NULL AND next_due <= (SELECT coalesce(max(day), as_of()) FROM soon)
ORDER BY next_due, wish
