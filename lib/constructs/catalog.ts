import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { CATALOG_TABLE, HEAD_ATTRIBUTES } from '../core/deployment.ts';

/** One small record a document, and the fingerprint index. Never the text. */
export class Catalog extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, { maxWriteUnits }: { maxWriteUnits: number }) {
    super(scope, id);
    const key = (name: string) => ({ name, type: AttributeType.STRING });
    this.table = new Table(this, 'Table', {
      partitionKey: key(CATALOG_TABLE.partitionKey),
      sortKey: key(CATALOG_TABLE.sortKey),
      billingMode: BillingMode.PAY_PER_REQUEST,
      maxWriteRequestUnits: maxWriteUnits,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      stream: StreamViewType.NEW_IMAGE,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const { headsIndex } = CATALOG_TABLE;
    this.table.addGlobalSecondaryIndex({
      indexName: headsIndex.name,
      partitionKey: key(headsIndex.partitionKey),
      sortKey: key(headsIndex.sortKey),
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: [...HEAD_ATTRIBUTES],
      maxWriteRequestUnits: maxWriteUnits,
    });
  }
}
