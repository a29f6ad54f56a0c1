-- The few words that every query may use. All numbers are whole; rates are per mille, rounded half up.
-- The day of the figures and the minimum sample stand in variables, because they are the same for every row of every query.
SET VARIABLE as_of = (SELECT as_of FROM board);
-- A rule's number in force: its newest value up to the day of the figures, or its oldest one where all are later.
CREATE MACRO rule_today(rule) AS (
  SELECT try_cast(value AS BIGINT) FROM rules WHERE name = rule
  ORDER BY since <= getvariable('as_of') DESC, abs(since - getvariable('as_of')) LIMIT 1
);
SET VARIABLE min_sample = (SELECT coalesce(rule_today('min_sample'), 1) FROM board);
CREATE MACRO as_of() AS getvariable('as_of');
-- Fewer cases than the board's minimum sample show no rate: the rate is null and `suppressed` is true.
CREATE MACRO enough(cases) AS cases >= getvariable('min_sample');
CREATE MACRO permille(part, whole) AS CASE WHEN whole > 0 THEN (2000 * part + whole) // (2 * whole) END;
CREATE MACRO rate(part, whole) AS CASE WHEN enough(whole) THEN permille(part, whole) END;
CREATE MACRO month_of(day) AS strftime(day, '%Y-%m');
