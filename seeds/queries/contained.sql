-- Which articles are held nearly whole by a longer, earlier one?
SELECT part.source_key AS part, part.word_count AS words, whole.source_key AS whole, whole.word_count AS words_of_whole
FROM documents AS part
JOIN documents AS whole ON whole.document_id = part.contained_in
ORDER BY part;
