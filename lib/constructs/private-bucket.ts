import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

export interface PrivateBucketProps extends Pick<BucketProps, 'versioned' | 'lifecycleRules'> {
  /** Where it is written down who read and wrote. */
  readonly accessLogs?: Bucket;
}

/** What every bucket of the stack is: closed, encrypted, reachable over TLS only, and kept when the stack goes. */
export function privateBucket(scope: Construct, id: string, props: PrivateBucketProps): Bucket {
  const { lifecycleRules = [], accessLogs, ...others } = props;
  return new Bucket(scope, id, {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy: RemovalPolicy.RETAIN,
    lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }, ...lifecycleRules],
    // CDK's classes don't fit its own interfaces under exactOptionalPropertyTypes.
    ...(accessLogs ? { serverAccessLogsBucket: accessLogs as IBucket, serverAccessLogsPrefix: `${scope.node.id}-${id}/` } : {}),
    ...others,
  });
}
