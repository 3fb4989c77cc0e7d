-- Which articles state no date?
SELECT title, left(lead, 60) AS begins_with, concat_ws('#', source_key, nullif(record_index, 0)) AS document
FROM articles
WHERE published_date IS NULL
ORDER BY document;
