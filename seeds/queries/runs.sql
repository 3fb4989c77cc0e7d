-- What did each ingest run do?
SELECT started_at,
       objects_changed AS objects,
       documents,
       canonical,
       exact_duplicates + near_duplicates AS duplicates,
       rejected,
       deleted
FROM runs
ORDER BY started_at;
