-- shows: table
-- draws: fen
-- Where the money of deeds comes from.
SELECT fund, count(DISTINCT record) AS deeds, sum(fen)::BIGINT AS fen
FROM live_entries
WHERE kind = 'deed' AND event = 'funded'
GROUP BY fund
ORDER BY fen DESC, fund
