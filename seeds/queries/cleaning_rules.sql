-- Which cleaning rules removed the most text, and what, for example?
SELECT removal.rule,
       count(*) AS times,
       sum(length(removal.text)) AS characters,
       left(min(removal.text), 60) AS for_example
FROM (SELECT unnest(removed) AS removal FROM document_texts)
GROUP BY removal.rule
ORDER BY characters DESC, removal.rule;
