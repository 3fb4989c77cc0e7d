/** The world failed in a way that a retry may cure. Adapters translate their own errors into this. */
export class TransientError extends Error {
  override name = 'TransientError';
}

/** The world failed in a way that a retry can't cure: configuration, permission, damage. */
export class TerminalError extends Error {
  override name = 'TerminalError';
}

/** The user asked for something that can't be done; the message says what, where and how to mend it. */
export class UsageError extends Error {
  override name = 'UsageError';
}
