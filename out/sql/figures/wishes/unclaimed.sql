-- shows: table
-- Open wishes that nobody has ever claimed, the longest waiting first.
SELECT w.published_on, w.wish, w.category, w.area, w.minutes, w.late_since
FROM wish_facts w
WHERE w.status = 'open' AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.wish = w.wish AND c.claimed_on IS NOT NULL)
ORDER BY w.published_on, w.wish
