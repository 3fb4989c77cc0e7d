import { Parser } from 'htmlparser2';

const SKIPPED = new Set(['head', 'script', 'style', 'noscript', 'template', 'svg', 'iframe', 'textarea', 'select', 'option']);
const INLINE = new Set(
  'a abbr b bdi bdo big cite code data del dfn em font i img input ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** A page as a careless scraper dumps it: one line a block; of the content region alone (`main`, `article`), or all of it. */
export function naiveDump(html: string, region: boolean): string | null {
  const lines: string[] = [];
  let line = '';
  let [skipping, inside] = [0, 0];
  let regions = 0;
  const flush = () => {
    const text = line.replace(/\s+/g, ' ').trim();
    if (text !== '' && (!region || inside > 0)) lines.push(text);
    line = '';
  };
  const parser = new Parser({
    onopentag(name) {
      if (SKIPPED.has(name)) skipping++;
      if (!INLINE.has(name)) flush();
      if (isRegion(name)) {
        inside++;
        regions++;
      }
    },
    ontext(text) {
      if (skipping === 0) line += text;
    },
    onclosetag(name) {
      if (!INLINE.has(name)) flush();
      if (SKIPPED.has(name)) skipping--;
      if (name === 'main' || name === 'article') inside--;
    },
  });
  parser.end(html);
  flush();
  return region && regions === 0 ? null : lines.join('\n');
}

const isRegion = (name: string): boolean => name === 'main' || name === 'article';
