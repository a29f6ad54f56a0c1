-- shows: board
-- Volunteers by points, all time: the places a board shows, ties included. Bands say where the others stand.
SELECT period, place, tied, person, number, points, minutes, records, suppressed
FROM people_ranks
WHERE span = 'all' AND period IN (SELECT period FROM periods WHERE span = 'all' ORDER BY since DESC LIMIT 2)
  AND (suppressed OR place <= coalesce(rule_today('board_places'), 10))
ORDER BY period DESC, place, number
