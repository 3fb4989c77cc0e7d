-- Which articles are held nearly whole by a longer, earlier one?
SELECT concat_ws('#', part.source_key, nullif(part.record_index, 0)) AS part,
       part.word_count AS words,
       concat_ws('#', whole.source_key, nullif(whole.record_index, 0)) AS whole,
       whole.word_count AS words_of_whole
FROM documents AS part
JOIN documents AS whole ON whole.document_id = part.contained_in
ORDER BY part;
