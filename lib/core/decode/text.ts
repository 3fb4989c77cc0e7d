import type { StatedFields } from '../model.ts';
import { charsetInHead, decodeText } from './charset.ts';
import { htmlToText } from './html-text.ts';
import { frontMatterOf, markdownToText } from './markdown-text.ts';
import { fieldsOf } from './record-fields.ts';
import { type Decoded, reject, sha256 } from './rejection.ts';

interface Reading {
  readonly content: string;
  readonly stated: StatedFields;
}

/** A decoder of files that hold one text, by how the text is read. */
const oneText =
  (format: 'plain_text' | 'markdown' | 'html', reading: (text: string) => Reading | null) =>
  (bytes: Uint8Array, declared: string | null = null): Decoded[] => {
    const source = { index: 0, bytes };
    const decoded = decodeText(bytes, declared ?? (format === 'html' ? charsetInHead(bytes) : null));
    if (!decoded) return [reject(source, 'binary', 'The file is no text: too many control bytes, or it is EBCDIC.')];
    const read = reading(decoded.text.toWellFormed());
    if (!read) return [reject(source, 'too_deep', 'The elements of the page are nested too deeply.')];
    const { content, stated } = read;
    if (content.trim() === '') return [reject(source, 'empty', 'The file holds no text.')];
    const { charset } = decoded;
    return [{ index: 0, sourceRecordId: null, rawSha256: sha256(bytes), format, content, charset, stated, fromFields: false }];
  };

export const decodePlainText = oneText('plain_text', (content) => ({ content, stated: {} }));

export const decodeMarkdown = oneText('markdown', (text) => {
  const { fields, rest } = frontMatterOf(text);
  const content = markdownToText(rest);
  const named = fieldsOf({ ...fields, body: content });
  return { content, stated: 'problem' in named ? {} : named.stated };
});

export const decodeHtml = oneText('html', (html) => {
  const page = htmlToText(html);
  return page && { content: page.text, stated: page.stated };
});
