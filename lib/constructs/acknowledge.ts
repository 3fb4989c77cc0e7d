import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Takes note of a finding that is meant to be so, with the reason. */
export function acknowledge(scope: IConstruct, rule: string, reason: string): void {
  Validations.of(scope).acknowledge({ id: rule, reason });
}
