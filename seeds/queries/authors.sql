-- Who is named as author, of how many articles?
SELECT author, count(*) AS articles, min(title) AS for_example
FROM articles
CROSS JOIN UNNEST(authors) AS named (author)
GROUP BY author
ORDER BY articles DESC, author;
