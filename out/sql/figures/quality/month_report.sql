-- shows: series
-- The figures a monthly report freezes, as they are counted today.
SELECT month, figure, value FROM month_figures ORDER BY month, figure
