/** What we promise about the package and its dependencies. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const text = (file: string) => readFileSync(join(ROOT, file), 'utf8');

interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly files: readonly string[];
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}
interface LockedPackage {
  readonly hasInstallScript?: boolean;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly optional?: boolean;
  /** Shipped inside another package, and covered by its checksum. */
  readonly inBundle?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

const manifest = JSON.parse(text('package.json')) as Manifest;
const lock = JSON.parse(text('package-lock.json')) as Lock;
const installed = Object.entries(lock.packages).filter(([path]) => path !== '');

describe('package.json', () => {
  it.each(Object.entries({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }))(
    'pins %s exactly (%s)',
    (_, version) => expect(version).toMatch(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/),
  );

  it('has few runtime dependencies: the AWS clients, and few others', () => {
    const others = Object.keys(manifest.dependencies).filter((name) => !/^@aws-(?:sdk|lambda-powertools)\//.test(name));
    expect(others.length).toBeLessThanOrEqual(12);
  });

  it('states its licence, and ships the text', () => {
    expect(manifest.license).toBe('Apache-2.0');
    expect(text('LICENSE')).toContain('Apache License');
  });

  it('ships what the commands need, and nothing that is not there', () => {
    expect(manifest.files).toEqual(expect.arrayContaining(['bin', 'lib', 'seeds']));
    const absent = [...manifest.files, ...Object.values(manifest.bin)].filter((file) => !existsSync(join(ROOT, file)));
    expect(absent).toEqual([]);
    expect(manifest.files.filter((file) => /^(?:test|bench|lake|node_modules)/.test(file))).toEqual([]);
  });
});

describe('package-lock.json', () => {
  // npm 12 no longer runs them unasked, and they are the way in for malicious packages.
  it('holds no package that needs an install script', () => {
    // esbuild has one that only makes its command start faster; it works without.
    const scripted = installed.filter(([path, { hasInstallScript }]) => hasInstallScript && path !== 'node_modules/esbuild');
    expect(scripted.map(([path]) => path)).toEqual([]);
    // Said in advance, so that `npm ci` neither runs it nor asks about it: https://docs.npmjs.com/cli/v11/commands/npm-install-scripts
    expect(manifest.allowScripts).toEqual({ esbuild: false });
  });

  it('names no registry host, so that any registry serves', () => {
    expect(installed.filter(([, { resolved }]) => resolved).map(([path]) => path)).toEqual([]);
  });

  // Some registries don't serve the builds for other platforms, but `npm ci` wants their entries all the same.
  it('has a checksum for every package, except for builds for platforms that we do not test on', () => {
    const isTested = ({ os, cpu, libc }: LockedPackage) =>
      os?.includes('linux') && cpu?.includes('x64') && !libc?.includes('musl');
    const isForeign = (entry: LockedPackage) => entry.optional === true && entry.os !== undefined && !isTested(entry);
    const unchecked = installed.filter(([, entry]) => !entry.integrity && !entry.inBundle && !isForeign(entry));
    expect(unchecked.map(([path]) => path)).toEqual([]);
  });

  it('has an entry for every optional dependency: without one `npm ci` refuses the whole file', () => {
    const wanted = Object.values(lock.packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
    expect(wanted.filter((name) => !installed.some(([path]) => path.endsWith(`node_modules/${name}`)))).toEqual([]);
  });
});
