/** The backfill in the Amazon States Language: a listing, ten names at a time, as messages of the work queue. Data only. */

export interface BackfillParts {
  readonly queueUrl: string;
  /** Where Step Functions writes which executions did what. Without that, their results would outgrow its 256 KiB. */
  readonly resultsBucket: string;
  readonly resultsPrefix: string;
}

/** A part of the names of the executions that send. */
export const MAP_LABEL = 'Objects';
/** SQS takes ten messages a request. */
const MESSAGES_A_REQUEST = 10;
/** Requests under way: some thousand messages a second, which the queue holds until ingest, bounded by itself, takes them. */
const REQUESTS_IN_FLIGHT = 40;

/** JSONata. Ingest knows its own messages by how they begin; within, the order of fields doesn't matter. See core/work-message.ts. */
const ENTRIES =
  '{% [$map($states.input.Items, function($name, $at) {' +
  ' { "Id": $string($at), "MessageBody": \'{"kind":"object","name":\' & $string($name) & \'}\' }' +
  ' })] %}';

/** Its input: `{"bucket": …, "prefix": …}`. */
export function backfillDefinition({ queueUrl, resultsBucket, resultsPrefix }: BackfillParts) {
  return {
    Comment: 'Has every object of a bucket, or of a prefix, looked at by ingest.',
    StartAt: 'EachObject',
    States: {
      EachObject: {
        Type: 'Map',
        Label: MAP_LABEL,
        ItemReader: {
          Resource: 'arn:aws:states:::s3:listObjectsV2',
          Parameters: { 'Bucket.$': '$.bucket', 'Prefix.$': '$.prefix' },
        },
        ItemSelector: { 'bucket.$': '$.bucket', 'key.$': '$$.Map.Item.Value.Key' },
        ItemBatcher: { MaxItemsPerBatch: MESSAGES_A_REQUEST },
        MaxConcurrency: REQUESTS_IN_FLIGHT,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
          StartAt: 'Send',
          States: sending(queueUrl),
        },
        ResultWriter: {
          Resource: 'arn:aws:states:::s3:putObject',
          Parameters: { Bucket: resultsBucket, Prefix: resultsPrefix },
        },
        End: true,
      },
    },
  };
}

/**
 * What SQS did not take of ten is sent again, with the rest of the ten: a message that comes twice does no harm. An express
 * execution, and with it this loop, ends after five minutes; then the backfill fails, and can be redriven where it stood.
 */
function sending(queueUrl: string) {
  return {
    Send: {
      Type: 'Task',
      QueryLanguage: 'JSONata',
      Resource: 'arn:aws:states:::aws-sdk:sqs:sendMessageBatch',
      Arguments: { QueueUrl: queueUrl, Entries: ENTRIES },
      Output: { Items: '{% $states.input.Items %}', refused: '{% $count($states.result.Failed) %}' },
      Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 6, JitterStrategy: 'FULL' }],
      Next: 'AllTaken',
    },
    AllTaken: {
      Type: 'Choice',
      QueryLanguage: 'JSONata',
      Choices: [{ Condition: '{% $states.input.refused = 0 %}', Next: 'Sent' }],
      Default: 'Pause',
    },
    Pause: { Type: 'Wait', Seconds: 5, Next: 'Send' },
    Sent: { Type: 'Succeed' },
  };
}
