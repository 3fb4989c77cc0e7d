import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Policy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket, CfnBucket, IBucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { type CfnStateMachine, DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { backfillDefinition, MAP_LABEL } from './backfill-definition.ts';
import { serviceOfAccount } from './own-account.ts';

export interface BackfillProps {
  readonly queue: Queue;
  /** What may be listed. */
  readonly buckets: readonly (Bucket | IBucket)[];
  /** Where the results are written. */
  readonly results: Bucket;
  readonly logRetentionDays: number;
}

const RESULTS_PREFIX = 'backfill';

/** Listing → queue: has objects looked at that were there before the stack, or of which no notification tells. */
export class Backfill extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, { queue, buckets, results, logRetentionDays }: BackfillProps) {
    super(scope, id);
    const role = new Role(this, 'Role', { assumedBy: serviceOfAccount('states.amazonaws.com') });
    const allow = (...actions: string[]) => ({
      on: (...resources: string[]) => role.addToPolicy(new PolicyStatement({ actions, resources })),
    });
    allow('s3:ListBucket').on(...buckets.map(({ bucketArn }) => bucketArn));
    allow('sqs:SendMessage').on(queue.queueArn);
    allow('s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject').on(
      results.arnForObjects(`${RESULTS_PREFIX}/*`),
    );
    const parts = { queueUrl: queue.queueUrl, resultsBucket: results.bucketName, resultsPrefix: RESULTS_PREFIX };
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      comment: 'Sends the names of the objects of a bucket to the work queue.',
      role,
      definitionBody: DefinitionBody.fromString(Stack.of(this).toJsonString(backfillDefinition(parts))),
      tracingEnabled: true,
      logs: {
        level: LogLevel.ALL,
        // Keys are not for the log; the results name them.
        includeExecutionData: false,
        destination: new LogGroup(this, 'Log', {
          retention: logRetentionDays as RetentionDays,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      },
    });
    this.#allowItself(role);
    const resultsId = Stack.of(this).getLogicalId(results.node.defaultChild as CfnBucket);
    acknowledge(
      role,
      `AwsSolutions-IAM5[Resource::<${resultsId}.Arn>/${RESULTS_PREFIX}/*]`,
      'Step Functions names the objects; nothing else writes there.',
    );
    acknowledge(role, 'AwsSolutions-IAM5[Resource::*]', 'Delivery of logs and X-Ray have no resources to restrict to.');
  }

  /** A distributed map runs as executions of its own state machine, which can't be named in the role's policy before it is there. */
  #allowItself(role: Role): void {
    const { stateMachineArn, stateMachineName } = this.stateMachine;
    const execution = (resourceName: string) =>
      Stack.of(this).formatArn({
        service: 'states',
        resource: 'execution',
        resourceName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      });
    const policy = new Policy(this, 'Executions', {
      roles: [role],
      statements: [
        new PolicyStatement({ actions: ['states:StartExecution'], resources: [stateMachineArn] }),
        new PolicyStatement({
          actions: ['states:DescribeExecution', 'states:StopExecution'],
          resources: [execution(`${stateMachineName}:*`)],
        }),
        new PolicyStatement({
          actions: ['states:RedriveExecution'],
          resources: [execution(`${stateMachineName}/${MAP_LABEL}:*`)],
        }),
      ],
    });
    const name = `<${Stack.of(this).getLogicalId(this.stateMachine.node.defaultChild as CfnStateMachine)}.Name>`;
    for (const executions of [`${name}:*`, `${name}/${MAP_LABEL}:*`]) {
      const arn = `arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${executions}`;
      acknowledge(policy, `AwsSolutions-IAM5[Resource::${arn}]`, 'Executions get their names when they are started.');
    }
  }
}
