import { Logger } from '@aws-lambda-powertools/logger';
import { Tracer } from '@aws-lambda-powertools/tracer';
import type { Context } from 'aws-lambda';
import { type AwsConfig, configFromEnvironment } from '../../lib/adapters/aws/config.ts';
import { type AwsLake, openAws } from '../../lib/adapters/aws/open-aws.ts';

/**
 * The handler that Lambda calls. Opens the deployed lake on the first event: a failure to is then an error of that event, with
 * its log and its retry. Every invocation publishes its counts, and leaves a trace that says whether it failed.
 */
export function bind<E, A>(
  make: (lake: AwsLake, config: AwsConfig) => (event: E) => Promise<A>,
): (event: E, context: Context) => Promise<A> {
  const logger = new Logger();
  const tracer = new Tracer();
  let opened: { lake: AwsLake; handle: (event: E) => Promise<A> } | undefined;
  return async (event, context) => {
    logger.addContext(context);
    tracer.annotateColdStart();
    tracer.addServiceNameAnnotation();
    try {
      opened ??= open(make);
      return await opened.handle(event);
    } catch (error) {
      // A batch of documents is not for the log: Lambda keeps the event, or a pointer to it, for who looks into it.
      logger.error('The invocation failed', error as Error);
      tracer.addErrorAsMetadata(error as Error);
      throw error;
    } finally {
      opened?.lake.telemetry.publish();
    }
  };
}

function open<E, A>(make: (lake: AwsLake, config: AwsConfig) => (event: E) => Promise<A>) {
  const config = configFromEnvironment();
  const lake = openAws(config);
  return { lake, handle: make(lake, config) };
}
