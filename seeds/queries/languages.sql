-- Which languages are the articles in, and how sure is that?
SELECT coalesce(language, '(unsure)') AS language,
       count(*) AS articles,
       sum(word_count) AS words,
       round(min(language_score), 2) AS least_sure
FROM articles
GROUP BY 1
ORDER BY articles DESC, language;
