-- shows: board
-- Volunteers by points, the month so far and the month before: the places a board shows, ties included. Bands say where the others stand.
SELECT period, place, tied, person, number, points, minutes, records, suppressed
FROM people_ranks
WHERE span = 'month' AND period IN (SELECT period FROM periods WHERE span = 'month' ORDER BY since DESC LIMIT 2)
  AND (suppressed OR place <= coalesce(rule_today('board_places'), 10))
ORDER BY period DESC, place, number
