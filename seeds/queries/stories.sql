-- Which events were reported by several articles, and by which? (`article-lake stories` groups them first.)
SELECT s.story_date AS day,
       s.story_size AS articles,
       a.title,
       concat_ws('#', a.source_key, CAST(nullif(a.record_index, 0) AS varchar)) AS document
FROM stories AS s
JOIN articles AS a ON a.document_id = s.document_id
WHERE s.story_size > 1
ORDER BY s.story_size DESC, s.story_id, s.story_date, a.source_key;
