import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { personNames } from '../extract/names.ts';
import { recordOfFields } from './field-record.ts';
import { htmlToText } from './html-text.ts';
import type { JsonObject } from './json-object.ts';
import { latin1Of } from './latin1.ts';
import { MAIL_BYTES, MAIL_DEPTH, MAIL_LINES, RECORD_BYTES, SAMPLE_BYTES } from './limits.ts';
import { unwrapLines } from './mail-text.ts';
import { type Decoded, hasTooMany, type RecordSource, reject, tooManyRecords } from './rejection.ts';

/** A mail, or a page that a browser saved as one: its text is one document, each mail attached to it another; other attachments are not read, and say so. */
export async function decodeMail(bytes: Uint8Array): Promise<Decoded[]> {
  return numbered(await documentsOf(bytes, 0));
}

/** A line that begins a mail in a mailbox, behind a blank line: https://www.rfc-editor.org/rfc/rfc4155 */
const FROM_LINE = /(?:^|\n\r?\n)From [^\n]*\n/g;

/** A mailbox: one mail behind another. */
export async function decodeMbox(bytes: Uint8Array): Promise<Decoded[]> {
  const text = latin1Of(bytes);
  if (hasTooMany(text, '\nFrom ')) return [tooManyRecords({ index: 0, bytes })];
  const lines = [...text.matchAll(FROM_LINE)];
  if (lines.length === 0)
    return [reject({ index: 0, bytes }, 'unsupported_format', 'The mailbox has no line that begins a mail.')];
  const documents: Decoded[] = [];
  const before = Buffer.from(text.slice(0, lines[0]!.index), 'latin1');
  if (before.length > 0)
    documents.push(reject({ index: 0, bytes: before }, 'malformed', 'Before the first mail stands something else.'));
  for (const [i, line] of lines.entries()) {
    // Lines of the text that look like the first of a mail were marked with `>`.
    const mail = text.slice(line.index + line[0].length, lines[i + 1]?.index ?? text.length).replace(/^>(>*From )/gm, '$1');
    documents.push(...(await documentsOf(Buffer.from(mail, 'latin1'), 0)));
  }
  return numbered(documents);
}

const numbered = (documents: readonly Decoded[]): Decoded[] => documents.map((one, index) => ({ ...one, index }));

async function documentsOf(bytes: Uint8Array, depth: number): Promise<Decoded[]> {
  const source = { index: 0, bytes };
  if (bytes.length > MAIL_BYTES) return [reject(source, 'too_large', `The mail is larger than ${MAIL_BYTES} bytes.`)];
  if (hasTooManyLines(bytes)) return [reject(source, 'too_large', 'The mail has more lines than mails of its size have.')];
  const mail = await parse(bytes);
  if (typeof mail === 'string') return [reject(source, 'malformed', `The mail can't be parsed: ${mail.slice(0, 200)}`)];
  if (!['subject', 'date', 'message-id', 'from'].some((name) => headerOf(mail, name))) {
    return [reject(source, 'unsupported_format', 'The file has no headers of a mail.')];
  }
  const documents = [documentOf(mail, source)];
  if (savedPageOf(mail)) return documents; // what is attached are the page's style sheets and pictures
  for (const attachment of mail.attachments) {
    const content = attachment.content as ArrayBuffer;
    const attached = { index: 0, bytes: new Uint8Array(content) };
    if (attachment.mimeType === 'message/rfc822' && depth < MAIL_DEPTH)
      documents.push(...(await documentsOf(attached.bytes, depth + 1)));
    else if (!attachment.related)
      documents.push(reject(attached, 'unsupported_format', describe(attachment, content.byteLength), idOf(mail)));
  }
  return documents;
}

/** Attachments in base64 have 76 characters a line. */
const LINE_BYTES = 70;

function hasTooManyLines(bytes: Uint8Array): boolean {
  const most = MAIL_LINES + bytes.length / LINE_BYTES;
  let lines = 0;
  for (let at = bytes.indexOf(0x0a); at >= 0 && lines <= most; at = bytes.indexOf(0x0a, at + 1)) lines++;
  return lines > most;
}

/** The mail, or what is wrong with it. */
async function parse(bytes: Uint8Array): Promise<Email | string> {
  try {
    return await PostalMime.parse(bytes, { forceRfc822Attachments: true });
  } catch (error) {
    return (error as Error).message;
  }
}

function documentOf(mail: Email, source: RecordSource): Decoded {
  const id = idOf(mail);
  const { body, isHtml } = bodyOf(mail);
  if (body.trim() === '') return reject(source, 'empty', 'The mail holds no text.', id);
  if (body.length > RECORD_BYTES) return reject(source, 'too_large', `The text is larger than ${RECORD_BYTES} bytes.`, id);
  const page = isHtml ? savedPageOf(mail) : null;
  if (page) return recordOfFields({ id, ...page }, source, charsetOf(source.bytes, 'text/html'), 'mail');
  const sender = mail.from?.name.trim();
  const isPerson = sender !== undefined && personNames(sender) !== null;
  const fields: JsonObject = {
    id,
    title: mail.subject?.replace(/^(?:(?:re|fwd?|aw|wg|tr|rv|sv|vs)\s?:\s*)+/i, ''),
    // As the header has it: with the sender's zone.
    published: headerOf(mail, 'date'),
    language: headerOf(mail, 'content-language'),
    ...(sender && (isPerson ? { author: sender } : { source: sender })),
    body,
  };
  return recordOfFields(fields, source, charsetOf(source.bytes, isHtml ? 'text/html' : 'text/plain'), 'mail');
}

/** What browsers name as the sender of a page that they save as one file (MHTML). */
const SAVED_BY = /^["<]?saved by /i;

/** The page that a browser saved: its date is that of saving, and its title, author and outlet are what the page says. */
function savedPageOf(mail: Email): JsonObject | null {
  const url = headerOf(mail, 'snapshot-content-location');
  if (url === undefined && !SAVED_BY.test(headerOf(mail, 'from') ?? '')) return null;
  return { url, html: mail.html };
}

const idOf = ({ messageId }: Email): string | null => messageId?.replace(/^<|>$/g, '') ?? null;
const headerOf = (mail: Email, name: string): string | undefined => mail.headers.find(({ key }) => key === name)?.value;

/** With less than this share of the plain text, the HTML is a picture of it. */
const TEXT_SHARE = 0.5;

interface Body {
  readonly body: string;
  readonly isHtml: boolean;
}

/** The HTML, which knows its paragraphs, unless the text is in the plain alternative only. */
function bodyOf({ html, text = '' }: Email): Body {
  const plain = unwrapLines(text);
  if (!html) return { body: plain, isHtml: false };
  if (html.length > RECORD_BYTES) return plain === '' ? { body: html, isHtml: true } : { body: plain, isHtml: false };
  const read = htmlToText(html);
  const isHtml = read !== null && read.text.length >= plain.length * TEXT_SHARE;
  // The element around it says that it is HTML: mails may have only tables.
  return { body: isHtml ? `<div>${html}</div>` : plain, isHtml };
}

const CHARSET = /\bcharset\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})/i;
/** What may stand between the type of a part and its charset. */
const PARAMETERS_CHARS = 300;

/** The charset of the first part of this type; without one, the first that the mail names. */
function charsetOf(bytes: Uint8Array, type: string): string {
  const head = latin1Of(bytes.subarray(0, SAMPLE_BYTES));
  const at = head.toLowerCase().indexOf(type);
  const stated = (at >= 0 && CHARSET.exec(head.slice(at, at + PARAMETERS_CHARS))) || CHARSET.exec(head);
  try {
    return new TextDecoder(stated?.[1] ?? 'utf-8').encoding;
  } catch {
    return 'windows-1252'; // as the parser reads a charset that nobody knows
  }
}

const describe = ({ filename, mimeType }: Attachment, length: number): string =>
  `An attachment is not read: ${(filename ?? 'without name').slice(0, 120)}, ${mimeType.slice(0, 80)}, ${length} bytes.`;
