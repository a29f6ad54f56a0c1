-- shows: table
-- Badges of the people who agreed to have a page.
SELECT b.person, b.badge, b.earned_on
FROM badges b JOIN persons r ON r.person = b.person
WHERE r.has_page
ORDER BY b.person, b.earned_on, b.badge
