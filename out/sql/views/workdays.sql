-- How many working days have passed up to each day: the difference between two days is the working days between them.
SELECT day, working, count(*) FILTER (WHERE working) OVER (ORDER BY day) AS number
FROM days
ORDER BY day
