-- shows: board
-- Volunteers by points, the season so far and the season before: the places a board shows, ties included. Bands say where the others stand.
SELECT period, place, tied, person, number, points, minutes, records, suppressed
FROM people_ranks
WHERE span = 'season' AND period IN (SELECT period FROM periods WHERE span = 'season' ORDER BY since DESC LIMIT 2)
  AND (suppressed OR place <= coalesce(rule_today('board_places'), 10))
ORDER BY period DESC, place, number
