/** What the SDK throws, in our terms. */
import { TerminalError, TransientError } from '../../core/errors.ts';

/** Client errors (4xx) that pass by themselves. */
const PASSING = new Set([
  'ProvisionedThroughputExceededException',
  'ReplicatedWriteConflictException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestTimeout',
  'RequestTimeoutException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionConflictException',
]);

/** What a user can do about failures that waiting alone won't cure. */
const REMEDIES: Readonly<Record<string, string>> = {
  AccessDenied: 'grant this role the action',
  AccessDeniedException: 'grant this role the action',
  CredentialsProviderError: 'give this process AWS credentials',
  ExpiredToken: 'renew the credentials',
  ExpiredTokenException: 'renew the credentials',
  // HEAD has no body, so that S3 can't say which kind of refusal it is.
  Forbidden: 'grant this role s3:GetObject and, to tell absent from forbidden, s3:ListBucket',
  InvalidAccessKeyId: 'renew the credentials',
  NoSuchBucket: 'check the name of the bucket and the region',
  QueueDoesNotExist: 'check the address of the queue and the region',
  RequestTimeTooSkewed: "set this machine's clock",
  ResourceNotFoundException: 'check the name of the table and the region',
  UnrecognizedClientException: 'renew the credentials',
};

/** Refused for now: the cure is outside, and the work can simply be tried again after it. */
const CURABLE = new Set([401, 403, 408, 429]);

interface ServiceError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number; readonly attempts?: number };
  readonly code?: unknown;
}

/** The HTTP status of a failed request; 0 when there was no answer. */
export function statusOf(error: unknown): number {
  return (error as Partial<ServiceError> | undefined)?.$metadata?.httpStatusCode ?? 0;
}

/** The name of the failure, such as `NoSuchKey`. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

/** Whether an earlier attempt of the same call, of which we heard nothing, may have done what this one was refused. */
export function wasRetried(error: unknown): boolean {
  return ((error as Partial<ServiceError> | undefined)?.$metadata?.attempts ?? 1) > 1;
}

/**
 * Translates what the SDK threw while `action` was tried. An error that is neither an answer of a service nor a failure to
 * reach it is our own mistake, and stays what it is.
 */
export function awsError(action: string, cause: unknown): unknown {
  if (cause instanceof TransientError || cause instanceof TerminalError || !isService(cause)) return cause;
  const remedy = REMEDIES[remedyName(cause)];
  const message = `${action} failed: ${cause.name}: ${cause.message}${remedy ? `; ${remedy}, then try again` : ''}`;
  return isTransient(cause) ? new TransientError(message, { cause }) : new TerminalError(message, { cause });
}

/** What `request` answers, its failures translated. */
export async function translated<T>(action: string, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw awsError(action, error);
  }
}

function isService(error: unknown): error is ServiceError {
  if (!(error instanceof Error)) return false;
  if ('$metadata' in error || error.name === 'CredentialsProviderError' || error.name === 'TimeoutError') return true;
  // Failed system calls of the network carry upper-case codes (ECONNRESET); Node's own argument errors start with ERR_.
  return 'code' in error && /^E[A-Z_]+$/.test(String(error.code)) && !String(error.code).startsWith('ERR_');
}

function isTransient(error: ServiceError): boolean {
  const status = statusOf(error);
  if (status === 0 || status >= 500 || CURABLE.has(status) || PASSING.has(error.name)) return true;
  // Refusals that DynamoDB and SQS answer with status 400.
  return REMEDIES[error.name]?.startsWith('grant') === true || REMEDIES[error.name]?.startsWith('renew') === true;
}

function remedyName(error: ServiceError): string {
  return statusOf(error) === 403 && REMEDIES[error.name] === undefined ? 'Forbidden' : error.name;
}
