import { TransientError } from '../../core/errors.ts';

/** What a user can do about the failures that waiting alone won't cure. */
const REMEDIES: Readonly<Record<string, string>> = {
  EACCES: 'give this user permission to it',
  EPERM: 'give this user permission to it',
  EROFS: 'its filesystem is read-only: make it writable',
  ENOSPC: 'the disk is full: free some space',
  EDQUOT: 'the quota is used up: free some space',
  EMFILE: 'too many files are open: raise `ulimit -n`',
};

/** The code of a failed system call, such as ENOENT. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Nothing is there: no such name, or a part of the path is a file, or a link leads nowhere, or no name can be that long. */
export function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes(codeOf(error));
}

/** Translates a failed file operation; permission counts as transient, since its cure needs no new program run. */
export function fileError(action: string, path: string, cause: unknown): TransientError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const remedy = REMEDIES[codeOf(cause)];
  return new TransientError(`${action} ${path} failed: ${reason}${remedy ? `; ${remedy}, then try again` : ''}`, { cause });
}
