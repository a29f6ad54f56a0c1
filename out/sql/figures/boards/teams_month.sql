-- shows: board
-- Teams by their members' points, the month so far and the month before.
SELECT period, place, tied, team, points, minutes, records, people, suppressed
FROM team_ranks
WHERE span = 'month' AND period IN (SELECT period FROM periods WHERE span = 'month' ORDER BY since DESC LIMIT 2)
  AND (suppressed OR place <= coalesce(rule_today('board_places'), 10))
ORDER BY period DESC, place, team
