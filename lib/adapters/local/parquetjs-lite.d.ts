/** The part of `parquetjs-lite` that we use; it comes without types. */
declare module 'parquetjs-lite' {
  interface FieldDefinition {
    type?: string;
    compression?: 'GZIP' | 'SNAPPY';
    optional?: boolean;
    repeated?: boolean;
    statistics?: false;
    fields?: Record<string, FieldDefinition>;
  }
  class ParquetSchema {
    constructor(fields: Record<string, FieldDefinition>);
  }
  interface WriterOptions {
    pageIndex: false;
    useDataPageV2: false;
    pageSize: number;
    rowGroupSize: number;
  }
  class ParquetEnvelopeWriter {
    constructor(
      schema: ParquetSchema,
      write: (bytes: Buffer) => Promise<void>,
      close: () => Promise<void>,
      offset: number,
      options: WriterOptions,
    );
  }
  class ParquetWriter {
    constructor(schema: ParquetSchema, envelope: ParquetEnvelopeWriter, options: WriterOptions);
    appendRow(row: Record<string, unknown>): Promise<void>;
    close(): Promise<void>;
  }
  const parquet: {
    ParquetSchema: typeof ParquetSchema;
    ParquetWriter: typeof ParquetWriter;
    ParquetEnvelopeWriter: typeof ParquetEnvelopeWriter;
  };
  export default parquet;
  export type { FieldDefinition, WriterOptions };
}
