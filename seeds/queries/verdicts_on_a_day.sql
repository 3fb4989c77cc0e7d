-- What did the verdicts say at the end of a day? (Here of today: put another date in.)
SELECT verdict, count(*) AS documents
FROM (SELECT verdict, row_number() OVER (PARTITION BY document_id ORDER BY revision DESC) AS place
      FROM dedupe_ledger
      WHERE decided_date <= current_date)
WHERE place = 1
GROUP BY verdict
ORDER BY documents DESC, verdict;
