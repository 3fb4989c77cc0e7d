import { expect, test } from 'vitest';
import { DOCUMENT_TEXTS, DOCUMENTS, TABLES, type Table } from '../../lib/core/lake/columns.ts';
import { applyChanges } from '../../lib/pipeline/export-changes.ts';
import { snapshotTables } from '../../lib/pipeline/snapshot.ts';
import type { TableSnapshot } from '../../lib/ports/query-engine.ts';
import { LakeWorld } from './lake-world.ts';

const options = (world: LakeWorld) => ({ newId: world.newId });

test('a snapshot names the files of every table, also of the empty ones', async () => {
  const world = new LakeWorld();
  expect(await snapshotTables(world.ports.lake)).toEqual(
    TABLES.map(({ name }) => name).map((table) => ({ table, version: -1, files: [] })),
  );
  await applyChanges(world.ports, [await world.live('a', 'one')], options(world));
  const snapshots = await snapshotTables(world.ports.lake);
  expect(snapshots.map(({ files }) => files.length)).toEqual([1, 1, 0, 0, 0, 0]);
  expect(snapshots[0]!.files[0]).toMatch(/^memory:\/\/documents\/ingested_date=2026-03-04\/.+\.json$/);
});

/** Every row must find its text. */
async function expectWhole(world: LakeWorld, snapshots: readonly TableSnapshot[]): Promise<void> {
  const rowsOf = async (table: Table) => {
    const { files } = snapshots.find((snapshot) => snapshot.table === table.name)!;
    const bytes = await Promise.all(files.map((file) => world.ports.lake.get(file.replace('memory://', ''))));
    return (await Promise.all(bytes.map((file) => world.ports.tableFormat.decode(table, file!)))).flat();
  };
  const documents = await rowsOf(DOCUMENTS);
  const texts = (await rowsOf(DOCUMENT_TEXTS)).map((row) => `${row.document_id} ${row.revision}`);
  expect(documents).toHaveLength(1);
  expect(texts).toContain(`${documents[0]!.document_id} ${documents[0]!.text_revision}`);
}

/** An export of a changed text, stopped after each call in turn. */
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
    await expectWhole(world, snapshots);
    resume();
    await exporting;
    if (calls < stop) return;
  }
});

test('an export between two looks of a snapshot tears no row from its text', async () => {
  for (let look = 1; look <= 6; look++) {
    const world = new LakeWorld();
    await applyChanges(world.ports, [await world.live('a', 'one')], options(world));
    const change = await world.live('a', 'two');
    let lists = 0;
    const lake = new Proxy(world.ports.lake, {
      get(target, name) {
        const member = Reflect.get(target, name);
        if (name !== 'list') return typeof member === 'function' ? member.bind(target) : member;
        return async function* (prefix: string, after?: string) {
          if (++lists === look) await applyChanges(world.ports, [change], options(world));
          yield* target.list(prefix, after);
        };
      },
    });
    await expectWhole(world, await snapshotTables(lake));
  }
});
