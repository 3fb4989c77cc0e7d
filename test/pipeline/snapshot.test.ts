import { expect, test } from 'vitest';
import { DOCUMENT_TEXTS, DOCUMENTS } from '../../lib/core/lake/columns.ts';
import { applyChanges } from '../../lib/pipeline/export.ts';
import { snapshotTables } from '../../lib/pipeline/snapshot.ts';
import { LakeWorld } from './lake-world.ts';

const options = (world: LakeWorld) => ({ newId: world.newId });

test('a snapshot names the files of every table, also of the empty ones', async () => {
  const world = new LakeWorld();
  expect(await snapshotTables(world.ports.lake)).toEqual(
    ['documents', 'document_texts', 'rejections'].map((table) => ({ table, version: -1, files: [] })),
  );
  await applyChanges(world.ports, [await world.live('a', 'one')], options(world));
  const snapshots = await snapshotTables(world.ports.lake);
  expect(snapshots.map(({ files }) => files.length)).toEqual([1, 1, 0]);
  expect(snapshots[0]!.files[0]).toMatch(/^memory:\/\/documents\/ingested_date=2026-03-04\/.+\.json$/);
});

/** An export of a changed text, stopped after each call in turn: every row of the snapshot must find its text. */
test('a snapshot taken in the middle of an export holds the text of each of its rows', async () => {
  for (let stop = 1; ; stop++) {
    const world = new LakeWorld();
    await applyChanges(world.ports, [await world.live('a', 'one')], options(world));
    const change = await world.live('a', 'two');
    const { promise: paused, resolve: pause } = Promise.withResolvers<void>();
    const { promise: resumed, resolve: resume } = Promise.withResolvers<void>();
    let calls = 0;
    const lake = new Proxy(world.ports.lake, {
      get(target, name) {
        const member = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        if (name === 'list') return member.bind(target);
        return async (...args: unknown[]) => {
          if (++calls === stop) {
            pause();
            await resumed;
          }
          return member.apply(target, args);
        };
      },
    });
    const exporting = applyChanges({ ...world.ports, lake }, [change], options(world));
    await Promise.race([paused, exporting]);
    const snapshots = await snapshotTables(world.ports.lake);
    const rowsOf = async (table: string) => {
      const files = snapshots.find((snapshot) => snapshot.table === table)!.files.map((file) => file.replace('memory://', ''));
      const of = table === 'documents' ? DOCUMENTS : DOCUMENT_TEXTS;
      return (
        await Promise.all(files.map(async (file) => world.ports.tableFormat.decode(of, (await world.ports.lake.get(file))!)))
      ).flat();
    };
    const texts = new Set((await rowsOf('document_texts')).map((row) => `${row.document_id} ${row.revision}`));
    const documents = await rowsOf('documents');
    expect(documents).toHaveLength(1);
    expect(texts).toContain(`${documents[0]!.document_id} ${documents[0]!.text_revision}`);
    resume();
    await exporting;
    if (calls < stop) return;
  }
});
