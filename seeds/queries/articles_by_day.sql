-- How many articles were published on each day, and how many documents carried them?
SELECT published_date,
       count(*) FILTER (WHERE is_canonical) AS articles,
       count(*) AS documents
FROM documents
GROUP BY published_date
ORDER BY published_date NULLS LAST;
