import { latin1Of } from './latin1.ts';

/** What a file's first bytes say, whatever its name. */
interface Signature {
  readonly what: string;
  readonly kind: 'compressed' | 'archive' | 'document' | 'binary';
  readonly bytes: readonly number[];
  readonly at?: number;
}

const ascii = (text: string): number[] => [...Buffer.from(text, 'latin1')];

// First bytes as in the file(1) magic database.
const SIGNATURES: readonly Signature[] = [
  { what: 'gzip', kind: 'compressed', bytes: [0x1f, 0x8b, 0x08] },
  { what: 'zstd', kind: 'compressed', bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  { what: 'ZIP archive', kind: 'archive', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { what: 'empty ZIP archive', kind: 'archive', bytes: [0x50, 0x4b, 0x05, 0x06] },
  { what: '7z archive', kind: 'archive', bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { what: 'RAR archive', kind: 'archive', bytes: ascii('Rar!\x1a\x07') },
  { what: 'xz file', kind: 'archive', bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
  { what: 'bzip2 file', kind: 'archive', bytes: ascii('1AY&SY'), at: 4 },
  // POSIX's and GNU's, whole: five letters at some place are the middle of a word in a text.
  { what: 'tar archive', kind: 'archive', bytes: ascii('ustar\0'), at: 257 },
  { what: 'tar archive', kind: 'archive', bytes: ascii('ustar  \0'), at: 257 },
  { what: 'PNG image', kind: 'binary', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { what: 'JPEG image', kind: 'binary', bytes: [0xff, 0xd8, 0xff] },
  { what: 'GIF image', kind: 'binary', bytes: ascii('GIF89a') },
  { what: 'GIF image', kind: 'binary', bytes: ascii('GIF87a') },
  { what: 'WebP image', kind: 'binary', bytes: ascii('WEBPVP8'), at: 8 },
  { what: 'PDF document', kind: 'document', bytes: ascii('%PDF-') },
  { what: 'RTF document', kind: 'document', bytes: ascii('{\\rtf') },
  { what: 'ELF program', kind: 'binary', bytes: [0x7f, 0x45, 0x4c, 0x46] },
  { what: 'OLE document', kind: 'document', bytes: [0xd0, 0xcf, 0x11, 0xe0] },
  { what: 'SQLite database', kind: 'binary', bytes: ascii('SQLite format 3\0') },
  { what: 'Parquet file', kind: 'binary', bytes: ascii('PAR1\x15') },
  { what: 'WebAssembly module', kind: 'binary', bytes: [0x00, 0x61, 0x73, 0x6d] },
];

/** The signature that the bytes start with, if any. */
export function signatureOf(bytes: Uint8Array): Signature | null {
  return SIGNATURES.find(({ bytes: magic, at = 0 }) => magic.every((byte, i) => bytes[at + i] === byte)) ?? null;
}

/** What may be done with such a file, as the end of a sentence. */
export const adviceOn = ({ kind }: Signature): string =>
  kind === 'archive' ? ': unpack it, and ingest what is in it' : kind === 'document' ? ': save it as text or HTML' : '';

const SAMPLE_BYTES = 8_192;
/** Random bytes hold 11 % control bytes; text in any charset next to none. */
const CONTROL_SHARE = 0.05;

/** Whether control bytes are too many for text. Not for UTF-16 and UTF-32, which are full of zeros. */
export function looksBinary(bytes: Uint8Array): boolean {
  const sample = latin1Of(bytes.subarray(0, SAMPLE_BYTES));
  const controls = sample.match(CONTROL)?.length ?? 0;
  return controls > sample.length * CONTROL_SHARE;
}

/** All but the escape of ISO 2022 and what ends lines and sets them apart. */
const CONTROL = /[\0-\x08\x0e-\x1a\x1c-\x1f]/g;
