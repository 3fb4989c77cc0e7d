import { SQSClient } from '@aws-sdk/client-sqs';
import { SqsDeadLetters } from '../adapters/aws/sqs-dead-letters.ts';
import { UsageError } from '../core/errors.ts';
import { type RedriveReport, redrive } from '../pipeline/redrive.ts';
import { Progress } from './progress.ts';

/** Sends back what is chosen; a dry run reports the same and sends nothing. */
export async function redriveFrom(url: string, chosen: (cause: string) => boolean, dryRun: boolean): Promise<RedriveReport> {
  const client = new SQSClient(regionOf(url));
  const progress = new Progress();
  try {
    return await redrive(new SqsDeadLetters(client, url), {
      chosen,
      dryRun,
      onProgress: (looked, sentBack) => progress.show(`${looked} looked at, ${sentBack} sent back`),
    });
  } finally {
    progress.clear();
    client.destroy();
  }
}

/** The address of a queue names its region; nobody should have to say it twice. */
function regionOf(url: string): { region?: string } {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new UsageError(`${url} is no queue's address: give the output DeadLettersUrl of the stack.`);
  const region = /^sqs\.([a-z0-9-]+)\.amazonaws\.com/.exec(new URL(url).hostname)?.[1];
  return region ? { region } : {};
}
