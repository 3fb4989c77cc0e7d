import { Duration } from 'aws-cdk-lib';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { privateBucket } from './private-bucket.ts';

export interface LandingProps {
  /** Is told of everything that happens to an object. */
  readonly notify: Queue;
  readonly accessLogs: Bucket;
}

/** Objects made or overwritten; deleted for good or behind a delete marker; expired by a lifecycle rule, which S3 reports apart. */
const EVENTS = ['s3:ObjectCreated:*', 's3:ObjectRemoved:*', 's3:LifecycleExpiration:*'];

/** The bucket that articles are delivered in. Nothing of ours writes to it. */
export class Landing extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { notify, accessLogs }: LandingProps) {
    super(scope, id);
    this.bucket = privateBucket(this, 'Bucket', {
      versioned: true,
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(30) }],
      accessLogs,
    });
    // The L2 way to notify brings a Lambda of its own along, with the right to change every bucket.
    const bucket = this.bucket.node.defaultChild as CfnBucket;
    bucket.notificationConfiguration = {
      queueConfigurations: EVENTS.map((event) => ({ event, queue: notify.queueArn })),
    };
    // S3 sends a test message when the configuration is made, and refuses it when it can't.
    const policy = notify.node.tryFindChild('Policy');
    if (policy) bucket.node.addDependency(policy);
  }
}
