-- shows: table
-- Published wishes that are neither fulfilled nor ended, by days since they were published.
WITH bands(band, at_least, below) AS (
  VALUES ('0-30', 0, 31), ('31-60', 31, 61), ('61-90', 61, 91), ('over-90', 91, 1000000)
),
waiting AS (
  SELECT wish, published_on, greatest(0, as_of() - published_on) AS days FROM wish_facts WHERE published_on IS NOT NULL AND closed_on IS NULL
)
SELECT b.band, count(w.wish) AS wishes, min(w.published_on) AS oldest_on, min_by(w.wish, (w.published_on, w.wish)) AS oldest
FROM bands b LEFT JOIN waiting w ON w.days >= b.at_least AND w.days < b.below
GROUP BY b.band, b.at_least
ORDER BY b.at_least
