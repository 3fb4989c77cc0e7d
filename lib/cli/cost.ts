import { Command, InvalidArgumentError } from 'commander';
import type { CostEstimate, CostQuestion } from '../core/cost.ts';
import { writeOut } from './output.ts';
import { jsonLine } from './render-json-lines.ts';

/** `cost`: what a month on AWS would cost, before deploying. */
export function costCommand(): Command {
  return new Command('cost')
    .description('Estimate what a month on AWS costs, line by line, with the formulae.')
    .requiredOption('--articles <number>', 'new articles a month', positive)
    .option('--kb <number>', 'size of an article as delivered, in kB', positive, 4)
    .option('--duplicates <percent>', 'how many repeat an earlier one word for word', percent, 0)
    .option('--json', 'print the estimate as JSON')
    .addHelpText('after', '\nExample:\n  $ article-lake cost --articles 1000000 --kb 4 --duplicates 30')
    .action(async ({ articles, kb, duplicates, json }: { articles: number; kb: number; duplicates: number; json?: true }) => {
      const { estimateCost, PRICES } = await import('../core/cost.ts');
      const question = { articles, kilobytes: kb, exactDuplicates: duplicates / 100 };
      const estimate = estimateCost(question);
      const { region, asOf } = PRICES;
      await writeOut([
        json ? jsonLine({ ...question, region, asOf, ...estimate }) : render(question, estimate, `${region}, ${asOf}`),
      ]);
    });
}

function render({ articles, kilobytes, exactDuplicates }: CostQuestion, estimate: CostEstimate, prices: string): string {
  const { lines, dollars, dollarsPerMillion, driver } = estimate;
  const amount = (usage: number) => usage.toLocaleString('en', { maximumSignificantDigits: 3 });
  const width = Math.max(...lines.map(({ service, what }) => service.length + what.length + 2));
  const rows = lines.map(({ service, what, usage, unit, formula, dollars: line }) => {
    const name = `${service}: ${what}`.padEnd(width);
    return `${line.toFixed(2).padStart(9)}  ${name}  ${amount(usage)} ${unit} = ${formula}`;
  });
  const head = `${amount(articles)} articles of ${kilobytes} kB a month, ${amount(exactDuplicates * 100)} % exact duplicates (US dollars; ${prices})`;
  const total = `${dollars.toFixed(2).padStart(9)}  a month; ${dollarsPerMillion.toFixed(2)} a million articles. The most: ${driver}.`;
  return `${[head, ...rows, total].join('\n')}\n`;
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
