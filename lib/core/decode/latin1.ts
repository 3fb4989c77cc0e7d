/** The bytes as a character each, without a copy of them: for markup and marks, which are ASCII in every charset that matters there. */
export const latin1Of = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
