-- Which outlets delivered how many articles, and how many of those repeat an earlier one?
SELECT coalesce(source_name, domain, '(not named)') AS source,
       count(*) AS documents,
       count(*) FILTER (WHERE NOT is_canonical) AS duplicates,
       min(published_date) AS first_day,
       max(published_date) AS last_day
FROM documents
GROUP BY 1
ORDER BY documents DESC, source;
