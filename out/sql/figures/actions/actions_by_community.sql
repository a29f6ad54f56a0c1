-- shows: table
-- Actions by community: held, called off, people attending.
SELECT a.community, count(*) AS actions, count(*) FILTER (WHERE s.held_on IS NOT NULL) AS held, count(*) FILTER (WHERE s.status = 'cancelled') AS cancelled,
  coalesce(sum(s.attended), 0)::BIGINT AS attended
FROM action_states s JOIN actions t ON t.id = s.action JOIN areas a ON a.id = t.area
GROUP BY a.community
ORDER BY a.community
