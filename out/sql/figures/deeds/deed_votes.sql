-- shows: table
-- Every count of votes: who may vote, how many did, whether they were enough, and how it ended. Abstentions and void votes count
-- for the quorum and not for the result.
WITH counts AS (
  SELECT t.record, t.n, t.day, t.votes_for, t.votes_against, t.abstain, t.void, t.votes_for + t.votes_against + t.abstain + t.void AS cast_votes, max(r.n) AS roll
  FROM live_entries t JOIN live_entries r ON r.record = t.record AND r.event = 'roll' AND r.n < t.n
  WHERE t.kind = 'deed' AND t.event = 'tallied'
  GROUP BY ALL
),
rolls AS (
  SELECT e.record, e.n, e.unit, e.quorum, e.threshold, e.count AS voters FROM live_entries e WHERE e.kind = 'deed' AND e.event = 'roll'
)
SELECT c.day, c.record AS deed, row_number() OVER (PARTITION BY c.record ORDER BY c.n) AS round, r.unit, r.voters, c.cast_votes,
  permille(c.cast_votes, r.voters) AS turnout_permille, r.quorum AS quorum_permille, c.votes_for, c.votes_against, c.abstain, c.void,
  CASE WHEN c.cast_votes * 1000 < r.voters * r.quorum THEN 'no-quorum'
    WHEN c.votes_for * 1000 > (c.votes_for + c.votes_against) * r.threshold THEN 'passed' ELSE 'failed' END AS vote
FROM counts c JOIN rolls r ON r.record = c.record AND r.n = c.roll
ORDER BY c.day DESC, c.record, c.n
