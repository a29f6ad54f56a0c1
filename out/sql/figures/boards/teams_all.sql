-- shows: board
-- Teams by their members' points, all time.
SELECT period, place, tied, team, points, minutes, records, people, suppressed
FROM team_ranks
WHERE span = 'all' AND period IN (SELECT period FROM periods WHERE span = 'all' ORDER BY since DESC LIMIT 2)
  AND (suppressed OR place <= coalesce(rule_today('board_places'), 10))
ORDER BY period DESC, place, team
