import { eventually } from './deployed-lake.ts';

/** Runs a backfill to its end, as the stack's output says to; throws unless it succeeds. */
export async function backfill(stateMachineArn: string, bucket: string, prefix: string): Promise<void> {
  const input = JSON.stringify({ bucket, prefix });
  const { executionArn } = await stepFunctions('StartExecution', { stateMachineArn, input });
  const { status, error, cause } = await eventually('the backfill has ended', async () => {
    const execution = await stepFunctions('DescribeExecution', { executionArn });
    return execution.status === 'RUNNING' ? null : execution;
  });
  if (status !== 'SUCCEEDED') throw new Error(`The backfill ended with ${status}: ${error}: ${cause}`);
}

/** What `aws stepfunctions` does, without a client for it. */
async function stepFunctions(action: string, body: object): Promise<Record<string, string>> {
  const headers = { 'x-amz-target': `AWSStepFunctions.${action}`, 'content-type': 'application/x-amz-json-1.0' };
  const answer = await fetch(process.env.AWS_ENDPOINT_URL!, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${action}: ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Record<string, string>;
}
