import type { Table } from './columns.ts';
import { QUALITY_FLAGS } from './quality-flags.ts';

/** The column contract as a page: a section a table, and one of the quality flags. */
export function columnsMarkdown(tables: readonly Table[]): string {
  return [...tables.map(tableMarkdown), flagsMarkdown()].join('\n\n');
}

function flagsMarkdown(): string {
  const rows = Object.entries(QUALITY_FLAGS).map(([flag, meaning]) => `| \`${flag}\` | ${meaning} |`);
  return ['## Quality flags', '', 'The words of `quality_flags`.', '', '| flag | when |', '|---|---|', ...rows].join('\n');
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
