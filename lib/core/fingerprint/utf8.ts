/** Answers where the next byte goes. */
export function writeUtf8(bytes: Uint8Array, at: number, point: number): number {
  if (point < 0x80) {
    bytes[at] = point;
    return at + 1;
  }
  if (point < 0x800) {
    bytes[at] = 0xc0 | (point >> 6);
    bytes[at + 1] = continuation(point);
    return at + 2;
  }
  if (point < 0x10000) {
    bytes[at] = 0xe0 | (point >> 12);
    bytes[at + 1] = continuation(point >> 6);
    bytes[at + 2] = continuation(point);
    return at + 3;
  }
  bytes[at] = 0xf0 | (point >> 18);
  bytes[at + 1] = continuation(point >> 12);
  bytes[at + 2] = continuation(point >> 6);
  bytes[at + 3] = continuation(point);
  return at + 4;
}

function continuation(bits: number): number {
  return 0x80 | (bits & 0x3f);
}
