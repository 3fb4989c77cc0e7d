import { extensionOf } from './extension.ts';

/**
 * Names of what holds no article, or none that is read, with what to do. Text would be taken for an article whatever it is
 * called: these come with saved pages and with data sets. Unknown names are still looked at.
 */
const KINDS = [
  {
    what: 'a table',
    extensions: 'csv tsv parquet avro orc feather arrow xlsx xls ods',
    advice: "write it as JSON Lines with a member named text; DuckDB does: COPY (FROM 'FILE') TO 'FILE.jsonl' (FORMAT json)",
  },
  { what: 'a document', extensions: 'pdf doc docx odt rtf epub ppt pptx pages', advice: 'save it as text or HTML' },
  { what: 'a mail of Outlook', extensions: 'msg pst ost', advice: 'save it as .eml, or as a mailbox (.mbox)' },
  { what: 'an archive', extensions: 'zip tar tgz 7z rar xz bz2', advice: 'unpack it, and ingest what is in it' },
  {
    what: 'a part of a page or of a program',
    extensions:
      'css scss less js mjs cjs jsx ts tsx map svg woff woff2 ttf otf eot ico wasm py sh bat ps1 sql yaml yml toml ini lock',
    advice: 'leave it out, or call it .txt if it is an article',
  },
] as const;

const BY_EXTENSION: ReadonlyMap<string, string> = new Map(
  KINDS.flatMap(({ what, extensions, advice }) =>
    extensions.split(' ').map((extension) => [extension, `.${extension} is ${what}: ${advice}.`] as const),
  ),
);

/** Why an object of this name is not read; null when it is. */
export const refusalOf = (key: string): string | null => BY_EXTENSION.get(extensionOf(key)) ?? null;
