import { Parser } from 'htmlparser2';

const ENTITY = /&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});/g;

/** Text whose HTML entities, left by a careless scraper, are the characters they stand for. Unknown ones stay. */
export const decodeEntities = (text: string): string => (text.includes('&') ? text.replace(ENTITY, decodeOne) : text);

function decodeOne(entity: string): string {
  let decoded = '';
  const parser = new Parser({ ontext: (text) => (decoded += text) }, { decodeEntities: true });
  parser.end(entity);
  return decoded.toWellFormed();
}
