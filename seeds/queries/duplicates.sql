-- Which documents repeat an earlier one, and what does that verdict rest on?
SELECT copy.source_key AS document,
       copy.duplicate_kind AS kind,
       original.source_key AS repeats,
       round(copy.duplicate_score, 2) AS score,
       copy.evidence
FROM documents AS copy
JOIN documents AS original ON original.document_id = copy.duplicate_of
ORDER BY repeats, document;
