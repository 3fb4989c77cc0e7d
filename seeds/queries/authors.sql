-- Who is named as author, of how many articles?
SELECT author, count(*) AS articles, min(title) AS for_example
FROM (SELECT unnest(authors) AS author, title FROM articles)
GROUP BY author
ORDER BY articles DESC, author;
