-- Which articles are the longest?
SELECT title, word_count, paragraph_count, language, substr(body, 1, 60) AS begins_with
FROM articles
ORDER BY word_count DESC, source_key
LIMIT 10;
