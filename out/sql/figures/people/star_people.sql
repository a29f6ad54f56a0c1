-- shows: board
-- People with at least one star who agreed to stand on boards, by stars and hours.
SELECT s.stars, s.person, s.minutes, s.next_hours
FROM stars s JOIN persons r ON r.person = s.person
WHERE s.stars > 0 AND r.on_boards AND r.may_rank
ORDER BY s.stars DESC, s.minutes DESC, s.person
