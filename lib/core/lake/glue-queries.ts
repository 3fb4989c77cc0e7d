import { createView, VIEWS } from './views.ts';

/** Questions to begin with, saved in the Athena workgroup. SQL that Athena and DuckDB both understand. */
export interface NamedQuery {
  readonly name: string;
  readonly description: string;
  readonly sql: string;
}

export const NAMED_QUERIES: readonly NamedQuery[] = [
  ...VIEWS.map((view) => ({
    name: `create-view-${view.name}`,
    description: `Run once. ${view.description}`,
    sql: createView(view),
  })),
  {
    name: 'articles-by-day',
    description: 'How many articles were published on each day, and how many documents carried them?',
    sql: `SELECT published_date,
       count(*) FILTER (WHERE is_canonical) AS articles,
       count(*) AS documents
FROM documents
GROUP BY published_date
ORDER BY published_date DESC NULLS LAST`,
  },
  {
    name: 'articles-by-source',
    description: 'Which outlets delivered how many documents, and how many of those repeat an earlier one?',
    sql: `SELECT coalesce(source_name, domain, '(not named)') AS source,
       count(*) AS documents,
       count(*) FILTER (WHERE NOT is_canonical) AS duplicates,
       min(published_date) AS first_day,
       max(published_date) AS last_day
FROM documents
GROUP BY 1
ORDER BY documents DESC, source`,
  },
  {
    name: 'duplicates',
    description: 'Which documents repeat an earlier one, and what does that verdict rest on?',
    sql: `SELECT later.source_key AS document,
       later.duplicate_kind AS kind,
       earlier.source_key AS repeats,
       round(later.duplicate_score, 2) AS score,
       later.evidence
FROM documents AS later
JOIN documents AS earlier ON earlier.document_id = later.duplicate_of
ORDER BY repeats, document`,
  },
  {
    name: 'why-duplicate',
    description: 'Why is each duplicate one: when was it decided, by which rule and numbers, and what brought that about?',
    sql: `SELECT d.source_key AS document,
       l.verdict,
       l.duplicate_of,
       l.rule,
       round(l.jaccard, 2) AS jaccard,
       l.threshold,
       l.cause,
       l.decided_at
FROM documents AS d
JOIN (SELECT *, row_number() OVER (PARTITION BY document_id ORDER BY revision DESC) AS place FROM dedupe_ledger) AS l
  ON l.document_id = d.document_id AND l.place = 1
WHERE NOT d.is_canonical
ORDER BY l.duplicate_of, document`,
  },
  {
    name: 'authors',
    description: 'Who is named as author, of how many articles?',
    sql: `SELECT author, count(*) AS articles, min(title) AS for_example
FROM documents
CROSS JOIN UNNEST(authors) AS named (author)
WHERE is_canonical
GROUP BY author
ORDER BY articles DESC, author`,
  },
  {
    name: 'cleaning-rules',
    description: 'Which cleaning rules removed the most text?',
    sql: `SELECT rule, count(*) AS times, sum("end" - start) AS characters
FROM (SELECT removal.rule AS rule, removal.start AS start, removal."end" AS "end"
      FROM (SELECT removal FROM document_texts CROSS JOIN UNNEST(removed) AS removals (removal)))
GROUP BY rule
ORDER BY characters DESC, rule`,
  },
  {
    name: 'rejections-by-reason',
    description: 'What could not become an article, and why?',
    sql: `SELECT stage, reason, count(*) AS records, min(source_key) AS for_example, min(detail) AS detail
FROM rejections
GROUP BY stage, reason
ORDER BY records DESC, stage, reason`,
  },
  {
    name: 'undated',
    description: 'Which articles state no date?',
    sql: `SELECT title, substr(lead, 1, 60) AS begins_with, source_key
FROM documents
WHERE published_date IS NULL AND is_canonical
ORDER BY source_key`,
  },
];
