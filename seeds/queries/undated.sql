-- Which articles state no date?
SELECT title, substr(lead, 1, 60) AS begins_with, source_key
FROM articles
WHERE published_date IS NULL
ORDER BY source_key;
