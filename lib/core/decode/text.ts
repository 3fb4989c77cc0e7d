import type { StatedFields } from '../model.ts';
import { decodeText } from './charset.ts';
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
  (format: 'plain_text' | 'markdown' | 'html', reading: (text: string) => Reading) =>
  (bytes: Uint8Array): Decoded[] => {
    const source = { index: 0, bytes };
    const decoded = decodeText(bytes);
    if (!decoded) return [reject(source, 'binary', 'The file is no text: too many control bytes.')];
    const { content, stated } = reading(decoded.text.toWellFormed());
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
  const { text, stated } = htmlToText(html);
  return { content: text, stated };
});
