import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { MAX_RECEIVES } from '../core/deployment.ts';
import { deadLetters } from './dead-letters.ts';
import { serviceOfAccount } from './own-account.ts';

/** What may need work: the bucket's notifications, and the pipeline's own requests to judge again. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { visibility }: { visibility: Duration }) {
    super(scope, id);
    this.deadLetters = deadLetters(this, 'DeadLetters');
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(4),
      visibilityTimeout: visibility,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_RECEIVES },
    });
    // By account, not by bucket: bucket and policy would each have to be made before the other. A message that names another
    // bucket of the account only makes ingest look, and it may read the landing bucket alone.
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'BucketNotifications',
        principals: [serviceOfAccount('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.queue.queueArn],
      }),
    );
  }
}
