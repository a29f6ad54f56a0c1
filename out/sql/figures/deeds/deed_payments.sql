-- shows: table
-- draws: fen
-- Payments by stage of payment.
SELECT stage, count(*) AS payments, count(DISTINCT record) AS deeds, sum(fen)::BIGINT AS fen
FROM live_entries
WHERE kind = 'deed' AND event = 'spent'
GROUP BY stage
ORDER BY array_position(['advance', 'interim', 'final', 'retention'], stage), stage
