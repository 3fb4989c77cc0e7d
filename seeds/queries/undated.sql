-- Which articles state no date?
SELECT title, substr(lead, 1, 60) AS begins_with, concat_ws('#', source_key, CAST(nullif(record_index, 0) AS varchar)) AS document
FROM articles
WHERE published_date IS NULL
ORDER BY document;
