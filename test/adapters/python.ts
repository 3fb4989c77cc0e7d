/**
 * A Python with `deltalake` and `pyarrow` (`pip install deltalake pyarrow`), named by DELTALAKE_PYTHON: another reader of our
 * files. Tests that need it are skipped without one, and say so.
 */
import { spawnSync } from 'node:child_process';

export const PYTHON = process.env.DELTALAKE_PYTHON ?? 'python3';
export const hasDeltaLake = spawnSync(PYTHON, ['-c', 'import deltalake, pyarrow.dataset']).status === 0;
if (!hasDeltaLake) console.warn(`skipped: ${PYTHON} has no deltalake and pyarrow; set DELTALAKE_PYTHON`);
