-- shows: table
-- Actions by category: held, called off, people attending, and how full they were.
SELECT t.category, count(*) AS actions, count(*) FILTER (WHERE s.held_on IS NOT NULL) AS held, count(*) FILTER (WHERE s.status = 'cancelled') AS cancelled,
  coalesce(sum(s.attended), 0)::BIGINT AS attended,
  rate(coalesce(sum(s.attended) FILTER (WHERE s.held_on IS NOT NULL), 0)::BIGINT, coalesce(sum(s.capacity) FILTER (WHERE s.held_on IS NOT NULL), 0)::BIGINT) AS filled_permille,
  NOT enough(coalesce(sum(s.capacity) FILTER (WHERE s.held_on IS NOT NULL), 0)) AS suppressed
FROM action_states s JOIN actions t ON t.id = s.action
GROUP BY t.category
ORDER BY held DESC, t.category
