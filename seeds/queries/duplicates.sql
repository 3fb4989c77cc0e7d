-- Which documents repeat an earlier one, and what does that verdict rest on?
SELECT concat_ws('#', copy.source_key, CAST(nullif(copy.record_index, 0) AS varchar)) AS document,
       copy.duplicate_kind AS kind,
       concat_ws('#', original.source_key, CAST(nullif(original.record_index, 0) AS varchar)) AS repeats,
       round(copy.duplicate_score, 2) AS score,
       copy.evidence
FROM documents AS copy
JOIN documents AS original ON original.document_id = copy.duplicate_of
ORDER BY repeats, document;
