/** The Python of the peers, with `pip install deltalake pyarrow duckdb`; named by DELTALAKE_PYTHON. */
export const PYTHON = process.env.DELTALAKE_PYTHON ?? 'python3';
