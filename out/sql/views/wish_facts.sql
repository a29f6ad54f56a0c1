-- Each wish with its place in the area tree and where it stands. `closed_on` ends its time on the board, done or not.
SELECT w.id AS wish, w.title, w.category, w.area, a.community, CASE WHEN a.level = 'grid' THEN a.id END AS grid, a.street, a.district,
  w.beneficiary, w.kind, w.urgency, w.place, w.source_channel AS channel, w.minutes, w.value_fen,
  s.status, s.submitted_on, s.published_on, s.claimed_on, s.introduced_on, s.delivered_on, s.fulfilled_on, s.ended_on, s.end_reason, s.end_to,
  s.needs, s.open_places, s.waiting, s.next_due, s.next_step, s.late_since,
  CASE WHEN s.status = 'fulfilled' THEN greatest(s.published_on, s.fulfilled_on)
    WHEN s.ended_on IS NOT NULL THEN greatest(s.published_on, s.ended_on) END AS closed_on
FROM wishes w
JOIN wish_states s ON s.wish = w.id
LEFT JOIN areas a ON a.id = w.area
ORDER BY w.id
