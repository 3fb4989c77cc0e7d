import { appendFile, chmod, mkdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TransientError, UsageError } from '../../lib/core/errors.ts';
import { openLanding } from './open-parts.ts';

let parts: Awaited<ReturnType<typeof openLanding>>;

beforeEach(async () => {
  parts = await openLanding();
});
afterEach(() => parts.close());

async function deliver(key: string, text = 'text'): Promise<string> {
  const path = join(parts.delivered, key);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  return path;
}

const keys = async (bucket: string, prefix?: string) =>
  (await Array.fromAsync(parts.landing.list(bucket, prefix))).map((object) => object.key);

const names = async (path: string) =>
  (await Array.fromAsync(parts.landing.files(path))).map(({ bucket, key }) => `${bucket}:${key}`);

describe('roots', () => {
  test('a folder becomes a bucket of its own name, and so does the folder of a file', async () => {
    await deliver('wire/a.txt');
    const { landing, home } = parts;
    expect(await landing.locate(join(home, 'delivered/wire/a.txt'))).toEqual({ bucket: 'wire', prefix: 'a.txt', isFile: true });
    expect(await landing.locate(join(home, 'delivered/wire'))).toEqual({ bucket: 'wire', prefix: '', isFile: false });
  });

  test('what lies below a known root is named by it', async () => {
    await deliver('wire/deep/a.txt');
    const { landing, delivered } = parts;
    await landing.locate(delivered);
    expect(await landing.locate(join(delivered, 'wire'))).toEqual({ bucket: 'delivered', prefix: 'wire/', isFile: false });
    const file = await landing.locate(join(delivered, 'wire/deep/a.txt'));
    expect(file).toEqual({ bucket: 'delivered', prefix: 'wire/deep/a.txt', isFile: true });
  });

  test('equal folder names are told apart, and a name stays once it is given', async () => {
    await deliver('x/news/1');
    await deliver('y/news/1');
    await deliver('z/news/1');
    const bucketOf = async (folder: string) => (await parts.landing.locate(join(parts.delivered, folder))).bucket;
    const given = [await bucketOf('z/news'), await bucketOf('x/news'), await bucketOf('y/news')];
    expect(given).toEqual(['news', 'news-2', 'news-3']);
    expect([await bucketOf('z/news'), await bucketOf('x/news'), await bucketOf('y/news')]).toEqual(given);
  });

  test('a folder is the same by whatever way it is reached', async () => {
    await deliver('wire/a.txt');
    await symlink(join(parts.delivered, 'wire'), join(parts.home, 'shortcut'));
    const { landing, delivered, home } = parts;
    const straight = await landing.locate(join(delivered, 'wire'));
    expect(await landing.locate(`${delivered}/../delivered/wire/`)).toEqual(straight);
    expect(await landing.locate(join(home, 'shortcut'))).toEqual(straight);
  });

  test('a root further up leaves the files of a deeper one where they are', async () => {
    await deliver('a.txt');
    await deliver('wire/b.txt');
    await deliver('wires/c.txt');
    const { landing, delivered } = parts;
    await landing.locate(join(delivered, 'wire'));
    expect((await landing.locate(delivered)).bucket).toBe('delivered');
    expect(await keys('delivered')).toEqual(['a.txt', 'wires/c.txt']);
    expect(await keys('wire')).toEqual(['b.txt']);
    expect(await landing.read({ bucket: 'delivered', key: 'wire/b.txt' })).toBeNull();
    expect(await landing.stat({ bucket: 'delivered', key: 'wire/b.txt' })).toBeNull();
    expect(await landing.bucketsUnder(delivered)).toEqual(['delivered', 'wire']);
    expect(await names(delivered)).toEqual(['delivered:a.txt', 'delivered:wires/c.txt', 'wire:b.txt']);
    expect(await names(join(delivered, 'wire'))).toEqual(['wire:b.txt']);
    expect(await names(join(delivered, 'wire/b.txt'))).toEqual(['wire:b.txt']);
  });

  test('a folder that begins with the name of another is not inside it', async () => {
    await deliver('wire/a.txt');
    await deliver('wire-2/a.txt');
    await parts.landing.locate(join(parts.delivered, 'wire'));
    expect((await parts.landing.locate(join(parts.delivered, 'wire-2'))).bucket).toBe('wire-2');
  });

  test.each(['absent', 'absent/a.txt'])('an absent path (%s) is a usage error', async (path) => {
    await expect(parts.landing.locate(join(parts.delivered, path))).rejects.toThrow(UsageError);
    expect(parts.roots.all()).toEqual([]);
  });
});

describe('what is passed over', () => {
  test('hidden files and folders, in every way of asking', async () => {
    await deliver('.hidden.txt');
    await deliver('.git/a.txt');
    await deliver('a.txt');
    const { landing, delivered } = parts;
    const { bucket } = await landing.locate(delivered);
    expect(await keys(bucket)).toEqual(['a.txt']);
    expect(await keys(bucket, '.git/')).toEqual([]);
    expect(await landing.read({ bucket, key: '.hidden.txt' })).toBeNull();
    expect(await landing.stat({ bucket, key: '.git/a.txt' })).toBeNull();
    await expect(landing.locate(join(delivered, '.hidden.txt'))).rejects.toThrow(UsageError);
  });

  test('but a hidden folder that is asked for by name becomes a root, which its parents pass by', async () => {
    await deliver('.archive/a.txt');
    const { landing, delivered } = parts;
    await landing.locate(delivered);
    expect(await landing.locate(join(delivered, '.archive'))).toEqual({ bucket: '.archive', prefix: '', isFile: false });
    expect(await keys('.archive')).toEqual(['a.txt']);
    expect(await landing.bucketsUnder(delivered)).toEqual(['delivered']);
  });

  test('links that lead out of the folder, by whatever way; links within it are read', async () => {
    await deliver('wire/a.txt', 'inside');
    await mkdir(join(parts.home, 'aside'));
    await writeFile(join(parts.home, 'aside/secret.txt'), 'outside');
    await symlink('wire/../wire/a.txt', join(parts.delivered, 'within.txt'));
    await symlink(join(parts.home, 'aside/secret.txt'), join(parts.delivered, 'out.txt'));
    await symlink('../aside/secret.txt', join(parts.delivered, 'up.txt'));
    await symlink('out.txt', join(parts.delivered, 'chain.txt'));
    await symlink('../aside', join(parts.delivered, 'folder'));
    const { bucket } = await parts.landing.locate(parts.delivered);
    expect(await keys(bucket)).toEqual(['wire/a.txt', 'within.txt']);
    for (const key of ['out.txt', 'up.txt', 'chain.txt', 'folder/secret.txt']) {
      expect(await parts.landing.stat({ bucket, key })).toBeNull();
      expect(await parts.landing.read({ bucket, key })).toBeNull();
    }
    expect(Buffer.from((await parts.landing.read({ bucket, key: 'within.txt' }))!.bytes).toString()).toBe('inside');
  });

  test('links to folders, which could go round in circles; links to files are read', async () => {
    await deliver('wire/a.txt', 'linked');
    await symlink(parts.delivered, join(parts.delivered, 'circle'));
    await symlink(join(parts.delivered, 'wire/a.txt'), join(parts.delivered, 'link.txt'));
    await symlink(join(parts.delivered, 'nowhere'), join(parts.delivered, 'broken.txt'));
    await symlink('loop.txt', join(parts.delivered, 'loop.txt'));
    const { bucket } = await parts.landing.locate(parts.delivered);
    expect(await keys(bucket)).toEqual(['link.txt', 'wire/a.txt']);
    expect(await keys(bucket, 'circle/')).toEqual([]);
    const read = await parts.landing.read({ bucket, key: 'link.txt' });
    expect(Buffer.from(read!.bytes).toString()).toBe('linked');
    for (const key of ['broken.txt', 'loop.txt']) expect(await parts.landing.read({ bucket, key })).toBeNull();
    expect(parts.telemetry.warnings).toEqual([]);
    await Array.fromAsync(parts.landing.files(parts.delivered, () => {}));
    const detail = { bucket, links: 3, first: 'broken.txt', advice: expect.stringContaining('its own path') };
    expect(parts.telemetry.warnings).toEqual([{ event: 'links_passed_over', detail }]);
  });

  test("the lake's own folder, wherever it lies", async () => {
    await deliver('a.txt');
    await writeFile(join(parts.lakeFolder, 'catalog.txt'), 'x');
    const { landing, home, lakeFolder } = parts;
    const { bucket } = await landing.locate(home);
    expect(await keys(bucket)).toEqual(expect.arrayContaining(['delivered/a.txt']));
    expect(await keys(bucket, 'lake/')).toEqual([]);
    expect(await landing.read({ bucket, key: 'lake/catalog.txt' })).toBeNull();
    await expect(landing.locate(lakeFolder)).rejects.toThrow(UsageError);
    await expect(landing.locate(join(lakeFolder, 'catalog.txt'))).rejects.toThrow(UsageError);
  });

  test.skipIf(process.platform !== 'linux')('names that are not UTF-8, and tells of them', async () => {
    await deliver('a.txt');
    const odd = Buffer.concat([Buffer.from(`${parts.delivered}/`), Buffer.from([0xff, 0xfe])]);
    await writeFile(odd, 'text');
    const { bucket } = await parts.landing.locate(parts.delivered);
    expect(await keys(bucket)).toEqual(['a.txt']);
    expect(parts.telemetry.warnings).toEqual([{ event: 'name_not_utf8', detail: { bucket, key: 'ÿþ' } }]);
    const told: string[] = [];
    const found = parts.landing.files(parts.delivered, ({ key }, { message }) => told.push(`${key}: ${message}`));
    expect((await Array.fromAsync(found)).map(({ key }) => key)).toEqual(['a.txt']);
    expect(told).toEqual([expect.stringMatching(/^ÿþ: .*not UTF-8.*rename the file/)]);
    expect(parts.telemetry.warnings).toHaveLength(1);
  });
});

describe('versions and times', () => {
  test('a version is the time of the last change and the size; first seen is its UTC day', async () => {
    const path = await deliver('a.txt', 'four');
    await utimes(path, new Date('2026-03-04T23:59:59.500Z'), new Date('2026-03-04T23:59:59.500Z'));
    const { bucket } = await parts.landing.locate(parts.delivered);
    expect(await parts.landing.stat({ bucket, key: 'a.txt' })).toEqual({
      bucket,
      key: 'a.txt',
      version: '1772668799500000000-4',
      lastModified: Date.UTC(2026, 2, 4, 23, 59, 59, 500),
      firstSeen: Date.UTC(2026, 2, 4),
      size: 4,
    });
  });

  test('a file overwritten in place right after it was read has another version, even of the same size', async () => {
    const { bucket } = await parts.landing.locate(parts.delivered);
    const versions = new Set<string>();
    for (const text of ['one', 'two', 'six']) {
      await deliver('a.txt', text);
      const read = await parts.landing.read({ bucket, key: 'a.txt' });
      expect(Buffer.from(read!.bytes).toString()).toBe(text);
      versions.add(read!.version);
    }
    expect(versions.size).toBe(3);
  });

  test('a file that never rests is not read in pieces', async () => {
    const path = await deliver('a.txt', 'x'.repeat(200_000));
    const { bucket } = await parts.landing.locate(parts.delivered);
    const stop = new AbortController();
    const growing = (async () => {
      while (!stop.signal.aborted) await appendFile(path, 'x');
    })();
    const read = await parts.landing.read({ bucket, key: 'a.txt' }).catch((error: unknown) => error);
    stop.abort();
    await growing;
    if (read instanceof Error) expect(read).toBeInstanceOf(TransientError);
    else expect(read).toMatchObject({ size: (read as { bytes: Uint8Array }).bytes.length });
  });
});

describe('what must not pass for a deletion', () => {
  test('a root that is gone', async () => {
    await deliver('a.txt');
    const { landing, delivered, home } = parts;
    const { bucket } = await landing.locate(delivered);
    await rename(delivered, join(home, 'unplugged'));
    await expect(keys(bucket)).rejects.toThrow(TransientError);
    await expect(landing.read({ bucket, key: 'a.txt' })).rejects.toThrow(TransientError);
    await expect(landing.stat({ bucket, key: 'a.txt' })).rejects.toThrow(/put it back/);
    await rename(join(home, 'unplugged'), delivered);
    expect(await keys(bucket)).toEqual(['a.txt']);
    await rm(join(delivered, 'a.txt'));
    expect(await keys(bucket)).toEqual([]);
  });

  // The superuser may read everything.
  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('a file or folder without permission', async () => {
    const path = await deliver('locked/a.txt');
    const { bucket } = await parts.landing.locate(parts.delivered);
    await chmod(path, 0);
    await expect(parts.landing.read({ bucket, key: 'locked/a.txt' })).rejects.toThrow(
      /locked\/a\.txt.*give this user permission/,
    );
    expect(await keys(bucket)).toEqual(['locked/a.txt']);
    await chmod(dirname(path), 0);
    await expect(keys(bucket)).rejects.toThrow(TransientError);
    await expect(parts.landing.stat({ bucket, key: 'locked/a.txt' })).rejects.toThrow(TransientError);
    await chmod(dirname(path), 0o700);
  });

  // The superuser may list everything.
  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'a folder that may not be listed, or not looked into, beside others',
    async () => {
      const path = await deliver('locked/a.txt');
      await deliver('open/b.txt');
      for (const mode of [0, 0o600]) {
        await chmod(dirname(path), mode);
        const told: string[] = [];
        const found = parts.landing.files(parts.delivered, ({ key }, { message }) => told.push(`${key}: ${message}`));
        expect((await Array.fromAsync(found)).map(({ key }) => key)).toEqual(['open/b.txt']);
        expect(told).toEqual([expect.stringMatching(/^locked\/.*permission/)]);
      }
      await chmod(dirname(path), 0o700);
    },
  );
});
