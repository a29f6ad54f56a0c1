-- shows: table
-- What became of claims, by kind of wish: kept, given back, lapsed or turned down, for each thousand claims that have ended.
SELECT w.kind, count(*) AS claims,
  count(*) FILTER (WHERE c.state IN ('claimed', 'pledged', 'introduced', 'delivered')) AS running,
  count(*) FILTER (WHERE c.state = 'confirmed') AS confirmed,
  count(*) FILTER (WHERE c.state = 'released') AS released,
  count(*) FILTER (WHERE c.state = 'lapsed') AS lapsed,
  count(*) FILTER (WHERE c.state = 'turned-down') AS turned_down,
  count(*) FILTER (WHERE c.state = 'unmet') AS unmet,
  count(*) FILTER (WHERE c.state = 'undone') AS undone,
  rate(count(*) FILTER (WHERE c.state = 'released'), count(*) FILTER (WHERE c.state NOT IN ('claimed', 'pledged', 'introduced', 'delivered'))) AS released_permille,
  rate(count(*) FILTER (WHERE c.state = 'lapsed'), count(*) FILTER (WHERE c.state NOT IN ('claimed', 'pledged', 'introduced', 'delivered'))) AS lapsed_permille,
  rate(count(*) FILTER (WHERE c.state = 'turned-down'), count(*) FILTER (WHERE c.state NOT IN ('claimed', 'pledged', 'introduced', 'delivered'))) AS turned_down_permille,
  NOT enough(count(*) FILTER (WHERE c.state NOT IN ('claimed', 'pledged', 'introduced', 'delivered'))) AS suppressed
FROM claims c JOIN wish_facts w ON w.wish = c.wish
WHERE c.claimed_on IS NOT NULL
GROUP BY w.kind
ORDER BY claims DESC, w.kind
