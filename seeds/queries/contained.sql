-- Which articles are held nearly whole by a longer, earlier one?
SELECT concat_ws('#', part.source_key, CAST(nullif(part.record_index, 0) AS varchar)) AS part,
       part.word_count AS words,
       concat_ws('#', whole.source_key, CAST(nullif(whole.record_index, 0) AS varchar)) AS whole,
       whole.word_count AS words_of_whole
FROM documents AS part
JOIN documents AS whole ON whole.document_id = part.contained_in
ORDER BY part;
