/** A number below `limit` that depends on a text alone. */
export const drawn = (text: string, salt: number, limit: number): number =>
  limit === 0 ? 0 : [...text].reduce((hash, char) => (hash * 31 + char.charCodeAt(0)) >>> 0, salt) % limit;
