import type { Table } from './columns.ts';

/** The column contract as a page: a section a table. */
export function columnsMarkdown(tables: readonly Table[]): string {
  return tables.map(tableMarkdown).join('\n\n');
}

function tableMarkdown({ name, description, partitionedBy, columns }: Table): string {
  const rows = columns.map(
    (column) =>
      `| \`${column.name}\` | ${column.type.replace('<', '&lt;')}${column.nullable ? '' : ', never null'} | ${column.description} | \`${column.example.replaceAll('|', '\\|')}\` | ${column.since} |`,
  );
  return [
    `## ${name}`,
    '',
    `${description} Partitioned by \`${partitionedBy}\`.`,
    '',
    '| column | type | what it holds | example | since |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}
