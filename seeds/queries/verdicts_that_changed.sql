-- Which verdicts changed after they were first given, from what to what, and why?
WITH names AS (
  SELECT document_id, concat_ws('#', source_key, CAST(nullif(record_index, 0) AS varchar)) AS name FROM documents
  UNION ALL
  SELECT document_id, concat_ws('#', source_key, CAST(nullif(record_index, 0) AS varchar)) FROM rejections
)
SELECT l.decided_at,
       coalesce(d.name, l.document_id) AS document,
       l.previous_verdict AS before,
       l.verdict AS after,
       coalesce(o.name, l.duplicate_of) AS repeats,
       l.cause
FROM dedupe_ledger AS l
LEFT JOIN names AS d ON d.document_id = l.document_id
LEFT JOIN names AS o ON o.document_id = l.duplicate_of
WHERE l.previous_verdict IS NOT NULL
  AND (l.verdict <> l.previous_verdict OR coalesce(l.duplicate_of, '') <> coalesce(l.previous_duplicate_of, ''))
ORDER BY l.decided_at, document;
