-- Why is each duplicate one: when was it decided, by which rule and numbers, and what brought that about?
SELECT concat_ws('#', d.source_key, CAST(nullif(d.record_index, 0) AS varchar)) AS document,
       concat_ws('#', o.source_key, CAST(nullif(o.record_index, 0) AS varchar)) AS repeats,
       l.verdict,
       l.rule,
       round(l.jaccard, 2) AS jaccard,
       l.threshold,
       l.cause,
       l.decided_at
FROM documents AS d
JOIN documents AS o ON o.document_id = d.duplicate_of
JOIN (SELECT *, row_number() OVER (PARTITION BY document_id ORDER BY revision DESC) AS place FROM dedupe_ledger) AS l
  ON l.document_id = d.document_id AND l.place = 1
ORDER BY repeats, document;
