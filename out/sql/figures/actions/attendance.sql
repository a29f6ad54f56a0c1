-- shows: series
-- draws: attended, excused, absent
-- Of the places taken at actions that were held: came, excused, stayed away without a word. The no-show rate leaves the excused out.
SELECT m.month, coalesce(sum(p.seats), 0)::BIGINT AS signed_up, coalesce(sum(p.seats) FILTER (WHERE p.state = 'attended'), 0)::BIGINT AS attended,
  coalesce(sum(p.seats) FILTER (WHERE p.state = 'excused'), 0)::BIGINT AS excused, coalesce(sum(p.seats) FILTER (WHERE p.state = 'absent'), 0)::BIGINT AS absent,
  coalesce(sum(p.seats) FILTER (WHERE p.state = 'signed-up'), 0)::BIGINT AS unrecorded,
  rate(coalesce(sum(p.seats) FILTER (WHERE p.state = 'absent'), 0)::BIGINT, coalesce(sum(p.seats) FILTER (WHERE p.state IN ('attended', 'absent')), 0)::BIGINT) AS absent_permille,
  NOT enough(coalesce(sum(p.seats) FILTER (WHERE p.state IN ('attended', 'absent')), 0)) AS suppressed
FROM months m
LEFT JOIN action_states s ON s.held_on BETWEEN m.since AND m.until
LEFT JOIN signups p ON p.action = s.action AND p.state IN ('attended', 'excused', 'absent', 'signed-up')
GROUP BY m.month
ORDER BY m.month
