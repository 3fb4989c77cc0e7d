/** What a function may do, in the words of the pipeline's ports. Each is as narrow as the layout of buckets and table allows. */
import { Stack } from 'aws-cdk-lib';
import type { Table as CatalogTable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket, CfnBucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { CATALOG_TABLE } from '../core/deployment.ts';
import { TABLES, type Table } from '../core/lake/columns.ts';
import { acknowledge } from './acknowledge.ts';
import type { PipelineFunction } from './pipeline-function.ts';

/** Prefixes of the lake bucket that hold these tables. */
export const prefixesOf = (tables: readonly Table[]): string[] => tables.map(({ name }) => `${name}/`);
export const TABLE_PREFIXES = prefixesOf(TABLES);

/** First letters of the partition keys; see the catalog adapter. */
const RECORDS = 'D#*';
const POSTINGS = 'K#*';

function allow(
  grantee: PipelineFunction,
  statement: { actions: string[]; resources: string[]; conditions?: Record<string, unknown> },
) {
  grantee.addToRolePolicy(new PolicyStatement(statement));
}

function allowObjects(bucket: Bucket | IBucket, grantee: PipelineFunction, action: string, prefixes: readonly string[]): void {
  allow(grantee, { actions: [action], resources: prefixes.map((prefix) => bucket.arnForObjects(`${prefix}*`)) });
  for (const prefix of prefixes) {
    const finding = `AwsSolutions-IAM5[Resource::${arnInFinding(bucket)}/${prefix}*]`;
    acknowledge(grantee.role!, finding, 'Objects are named while the pipeline runs; the prefix is as narrow as it can be said.');
  }
}

/** How cdk-nag writes the bucket's ARN: by what makes it, or for one that was there before, by its name. */
function arnInFinding(bucket: Bucket | IBucket): string {
  const made = bucket.node.defaultChild as CfnBucket | undefined;
  return made ? `<${Stack.of(bucket).getLogicalId(made)}.Arn>` : `arn:<AWS::Partition>:s3:::${bucket.bucketName}`;
}

/** Without the right to list, S3 answers 403 for an absent object, and nobody could tell a deletion from a refusal. */
export function readObjects(bucket: Bucket | IBucket, grantee: PipelineFunction, prefixes: readonly string[] = ['']): void {
  listObjects(bucket, grantee, prefixes);
  allowObjects(bucket, grantee, 's3:GetObject', prefixes);
}

/** Versions too, and thus every object's delete markers. */
export function listObjects(bucket: Bucket | IBucket, grantee: PipelineFunction, prefixes: readonly string[] = ['']): void {
  const within = prefixes.includes('') ? {} : { conditions: { StringLike: { 's3:prefix': prefixes.map((p) => `${p}*`) } } };
  allow(grantee, { actions: ['s3:ListBucket', 's3:ListBucketVersions'], resources: [bucket.bucketArn], ...within });
}

export function writeObjects(bucket: Bucket, grantee: PipelineFunction, prefixes: readonly string[]): void {
  allowObjects(bucket, grantee, 's3:PutObject', prefixes);
}

export function deleteObjects(bucket: Bucket, grantee: PipelineFunction, prefixes: readonly string[]): void {
  allowObjects(bucket, grantee, 's3:DeleteObject', prefixes);
}

export function readCatalog(table: CatalogTable, grantee: PipelineFunction): void {
  allow(grantee, { actions: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'], resources: [table.tableArn] });
}

/** Everything, the index of heads included. */
export function scanCatalog(table: CatalogTable, grantee: PipelineFunction): void {
  readCatalog(table, grantee);
  allow(grantee, { actions: ['dynamodb:Scan'], resources: [table.tableArn] });
  allow(grantee, { actions: ['dynamodb:Query'], resources: [`${table.tableArn}/index/${CATALOG_TABLE.headsIndex.name}`] });
}

/** Records are put and never deleted; postings come and go in batches. The takedown list is for people. */
export function writeCatalog(table: CatalogTable, grantee: PipelineFunction): void {
  const only = (keys: string) => ({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [keys] } });
  allow(grantee, { actions: ['dynamodb:PutItem'], resources: [table.tableArn], conditions: only(RECORDS) });
  allow(grantee, { actions: ['dynamodb:BatchWriteItem'], resources: [table.tableArn], conditions: only(POSTINGS) });
}
