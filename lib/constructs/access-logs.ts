import type { Duration } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { privateBucket } from './private-bucket.ts';

/** Who read and wrote in the other buckets. */
export class AccessLogs extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { retention }: { retention: Duration }) {
    super(scope, id);
    this.bucket = privateBucket(this, 'Bucket', { lifecycleRules: [{ expiration: retention }] });
    acknowledge(this.bucket, 'AwsSolutions-S1', 'The bucket of access logs: logging it into itself would never end.');
  }
}
