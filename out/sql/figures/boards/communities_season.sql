-- shows: board
-- Communities side by side, the season so far and the season before: no single rate ranks them.
SELECT period, place, community, published, fulfilled, fulfilled_permille, median_days, minutes, actions, households,
  place_fulfilled, place_days, place_minutes, place_actions, suppressed
FROM community_ranks
WHERE span = 'season' AND period IN (SELECT period FROM periods WHERE span = 'season' ORDER BY since DESC LIMIT 2)
ORDER BY period DESC, place NULLS LAST, community
