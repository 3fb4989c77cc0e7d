import { marshall } from '@aws-sdk/util-dynamodb';
import { expect, test } from 'vitest';
import type { AttributeValues } from '../../../lib/adapters/aws/attribute-values.ts';
import { postingKey, recordItem } from '../../../lib/adapters/aws/catalog-items.ts';
import { changesFromStream } from '../../../lib/adapters/aws/stream-changes.ts';
import type { CatalogRecord } from '../../../lib/core/catalog-record.ts';
import { nextOf, postingOf, recordOf } from '../../contracts/records.ts';

/** As an event carries an image: JSON, with binary values in base64. */
function imageOf(item: object): AttributeValues {
  const text = JSON.stringify(marshall(item), (_, value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  );
  return JSON.parse(text);
}

const written = (record: CatalogRecord, seconds: number) => ({
  eventName: 'MODIFY',
  dynamodb: {
    ApproximateCreationDateTime: seconds,
    SequenceNumber: '4421584500000000017450439091',
    NewImage: imageOf(recordItem(record)),
  },
});

test('visible writes come out as they were written, with their time', () => {
  const hidden = recordOf('a/é 😀.txt');
  const visible = nextOf(hidden);
  const posting = { dynamodb: { ApproximateCreationDateTime: 3, NewImage: imageOf(postingKey(postingOf('k', '1'))) } };
  const removal = { eventName: 'REMOVE', dynamodb: { ApproximateCreationDateTime: 4 } };
  const unchanged = nextOf(visible, { visibleRevision: visible.revision });
  const rejected = recordOf('b', { status: 'rejected', content: null, settled: true, visibleRevision: 1 });
  const Records = [written(hidden, 1), written(visible, 2), posting, removal, written(unchanged, 5), written(rejected, 6)];
  expect(changesFromStream({ Records })).toEqual([
    { record: visible, writtenAt: 2000 },
    { record: rejected, writtenAt: 6000 },
  ]);
});
