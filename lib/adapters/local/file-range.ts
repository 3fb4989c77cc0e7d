import { type FileHandle, open } from 'node:fs/promises';

/** The file's bytes from `start` to before `end`; a shorter file is an error. */
export async function readRange(path: string, start: number, end: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    return await bytesAt(file, start, end - start);
  } finally {
    await file.close();
  }
}

export async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  if (bytesRead !== length) throw new Error(`${bytesRead} bytes at ${at}; expected ${length}`);
  return buffer;
}
