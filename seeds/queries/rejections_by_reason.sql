-- What could not become an article, and why?
SELECT stage, reason, count(*) AS records, min(source_key) AS for_example, min(detail) AS detail
FROM rejections
GROUP BY stage, reason
ORDER BY records DESC, stage, reason;
