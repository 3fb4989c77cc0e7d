#!/usr/bin/env node
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    `article-lake: it needs Node 24 or newer, this is ${process.version}. ` +
      'Run it through npm, which brings its own: npm run -s article-lake -- --help\n',
  );
  process.exit(1);
}
// Imported late: what an old Node can't load must not fail before the sentence above.
const { main } = await import('../lib/cli/main.ts');
await main(process.argv);
