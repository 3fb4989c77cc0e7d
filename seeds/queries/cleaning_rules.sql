-- Which cleaning rules removed the most text, and what, for example?
-- (The name "unnest" is DuckDB's for the record, and here Athena's for the columns of it: so both know "unnest".rule.)
SELECT "unnest".rule AS rule,
       count(*) AS times,
       sum(length("unnest".text)) AS characters,
       substr(min("unnest".text), 1, 60) AS for_example
FROM document_texts
CROSS JOIN UNNEST(removed) AS "unnest"
GROUP BY 1
ORDER BY characters DESC, rule;
