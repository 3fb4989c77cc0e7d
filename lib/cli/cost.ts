import { Command, InvalidArgumentError } from 'commander';
import type { CostEstimate, CostLine, CostQuestion } from '../core/cost.ts';
import type { Price } from '../core/prices.ts';
import { writeOut } from './output.ts';
import { jsonLine } from './render-json-lines.ts';

/** `cost`: what a month on AWS would cost, before deploying. */
export function costCommand(): Command {
  return new Command('cost')
    .description('Estimate what a month on AWS costs, line by line, with the formulae.')
    .requiredOption('--articles <number>', 'new articles a month', positive)
    .option('--kb <number>', 'size of an article as delivered, in kB', positive, 4)
    .option('--duplicates <percent>', 'how many repeat an earlier one word for word', percent, 0)
    .option('--sweeps <number>', 'runs of the sweeper a month (sweepEveryHours)', count, 30)
    .option('--json', 'print the estimate as JSON, with the page of each price')
    .addHelpText(
      'after',
      `
Examples:
  $ article-lake cost --articles 1000000 --kb 4 --duplicates 30
  $ article-lake cost --articles 1000000 --sweeps 5    # with "sweepEveryHours": 144 in cdk.json`,
    )
    .action(async ({ articles, kb, duplicates, sweeps, json }: Options) => {
      const { estimateCost } = await import('../core/cost.ts');
      const { AS_OF, REGION } = await import('../core/prices.ts');
      const question = { articles, kilobytes: kb, exactDuplicates: duplicates / 100, sweeps };
      const estimate = estimateCost(question);
      await writeOut([
        json
          ? jsonLine({ ...question, region: REGION, asOf: AS_OF, ...estimate })
          : render(question, estimate, `${REGION}, lists of ${AS_OF}`),
      ]);
    });
}

interface Options {
  readonly articles: number;
  readonly kb: number;
  readonly duplicates: number;
  readonly sweeps: number;
  readonly json?: true;
}

const amount = (usage: number) => usage.toLocaleString('en', { maximumSignificantDigits: 3 });
const money = (dollars: number) => dollars.toFixed(2).padStart(9);

function render({ articles, kilobytes, exactDuplicates }: CostQuestion, estimate: CostEstimate, prices: string): string {
  const { lines, dollars, fixedDollars, dollarsPerMillion, driver } = estimate;
  const width = Math.max(...lines.map(({ service, what }) => service.length + what.length + 2));
  const row = ({ service, what, usage, price, formula, dollars: line }: CostLine) =>
    `${money(line)}  ${`${service}: ${what}`.padEnd(width)}  ${amount(usage)} ${price.unit} at ${priceText(price)} = ${formula}`;
  const rows = [false, true].flatMap((fixed) => lines.filter((line) => line.fixed === fixed).map(row));
  const head = `${amount(articles)} articles of ${kilobytes} kB a month, ${amount(exactDuplicates * 100)} % exact duplicates (US dollars; ${prices})`;
  const total = `${money(dollars)}  a month; ${fixedDollars.toFixed(2)} of it whatever comes, and ${dollarsPerMillion.toFixed(2)} a million articles. The most: ${driver}.`;
  return `${[head, ...rows, total, LATER].join('\n')}\n`;
}

const LATER =
  'This is the first month. What is stored adds up, and a sweep reads the whole catalog: with many months of articles let it run less often.';

function priceText({ dollars }: Price): string {
  return dollars < 0.001 ? `${amount(dollars * 1e6)} a million` : amount(dollars);
}

function count(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Give a whole number.');
  return number;
}

function positive(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number) || number <= 0) throw new InvalidArgumentError('Give a number above 0.');
  return number;
}

function percent(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number >= 0 && number <= 100)) throw new InvalidArgumentError('Give a percentage from 0 to 100.');
  return number;
}
