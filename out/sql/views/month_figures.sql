-- The figures of a month that a monthly report freezes, as they are counted today.
WITH happened(figure, day, amount) AS (
  SELECT 'wishes_submitted', submitted_on, 1 FROM wish_facts
  UNION ALL SELECT 'wishes_published', published_on, 1 FROM wish_facts
  UNION ALL SELECT 'wishes_claimed', claimed_on, 1 FROM wish_facts
  UNION ALL SELECT 'wishes_delivered', delivered_on, 1 FROM wish_facts
  UNION ALL SELECT 'wishes_fulfilled', closed_on, 1 FROM wish_facts WHERE status = 'fulfilled'
  UNION ALL SELECT 'wishes_ended', closed_on, 1 FROM wish_facts WHERE status <> 'fulfilled'
  UNION ALL SELECT 'claims_confirmed', confirmed_on, 1 FROM claims
  UNION ALL SELECT 'claims_lapsed', ended_on, 1 FROM claims WHERE state = 'lapsed'
  UNION ALL SELECT 'actions_held', held_on, 1 FROM action_states
  UNION ALL SELECT 'people_attended', held_on, attended FROM action_states
  UNION ALL SELECT 'deeds_approved', approved_on, 1 FROM deed_states
  UNION ALL SELECT 'deeds_completed', completed_on, 1 FROM deed_states
  UNION ALL SELECT 'minutes_confirmed', day, minutes FROM awards
  UNION ALL SELECT 'points_earned', day, points FROM awards
  UNION ALL SELECT 'fen_spent', day, fen FROM live_entries WHERE kind = 'deed' AND event = 'spent'
),
names(figure) AS (
  VALUES ('wishes_submitted'), ('wishes_published'), ('wishes_claimed'), ('wishes_delivered'), ('wishes_fulfilled'), ('wishes_ended'), ('claims_confirmed'), ('claims_lapsed'),
    ('actions_held'), ('people_attended'), ('deeds_approved'), ('deeds_completed'), ('minutes_confirmed'), ('points_earned'), ('fen_spent')
)
SELECT m.month, n.figure, coalesce(sum(h.amount), 0)::BIGINT AS value
FROM months m CROSS JOIN names n
LEFT JOIN happened h ON h.figure = n.figure AND h.day BETWEEN m.since AND least(m.until, as_of())
GROUP BY m.month, n.figure
UNION ALL
SELECT m.month, 'wishes_open', count(w.wish)
FROM months m LEFT JOIN wish_facts w ON w.published_on <= least(m.until, as_of()) AND (w.closed_on IS NULL OR w.closed_on > least(m.until, as_of()))
GROUP BY m.month
ORDER BY 1, 2
