import { join } from 'node:path';
import { AssetHashType, DockerImage, type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { SERVICE_VARIABLE } from '../core/deployment.ts';
import { acknowledge } from './acknowledge.ts';
import { bundle } from './bundling.ts';

const LAMBDAS = join(import.meta.dirname, '..', '..', 'lambdas');

export interface PipelineFunctionProps {
  /** The folder under `lambdas/` that holds its handler; also the name that its metrics carry. */
  readonly service: string;
  readonly description: string;
  readonly memoryMb: number;
  readonly timeout: Duration;
  readonly logRetentionDays: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** A Lambda of the pipeline. It may write its own log and traces, and nothing else until it is granted. */
export class PipelineFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, props: PipelineFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}Log`, {
      retention: props.logRetentionDays as RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // A role of our own: the default one comes with a managed policy that may write to every log group.
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    super(scope, id, {
      description: props.description,
      code: codeOf(props.service),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMb,
      timeout: props.timeout,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
      environment: { ...props.environment, [SERVICE_VARIABLE]: props.service },
    });
    acknowledge(
      role,
      'AwsSolutions-IAM5[Resource::*]',
      'X-Ray has no resources to restrict to (PutTraceSegments, PutTelemetryRecords).',
    );
  }
}

/** The bundle. The construct library's own bundling writes one file only, so the models would be loaded at every cold start. */
function codeOf(service: string): Code {
  const tryBundle = (outdir: string) => {
    bundle(`lambdas/${service}/handler.ts`, outdir);
    return true;
  };
  // By what comes out: the handler's folder is the least part of what goes in. The image is never asked for.
  return Code.fromAsset(join(LAMBDAS, service), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: { image: DockerImage.fromRegistry('none'), local: { tryBundle } },
  });
}
