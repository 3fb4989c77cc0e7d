/** A decision in one short string: its names alone would cost a record more than what it says, and some records a write unit. */
import type { Decided, Decision } from '../../core/model.ts';

const NOTHING = '-';

/** Its fields in order, by spaces, which none of them holds; the time by base 36. */
export function packDecision({ revision, decidedAt, cause, verdict, duplicateOf, previous }: Decision): string {
  const before = previous ? [previous.verdict, previous.duplicateOf ?? NOTHING] : [];
  return [revision, decidedAt.toString(36), cause, verdict, duplicateOf ?? NOTHING, ...before].join(' ');
}

export function unpackDecision(packed: string): Decision {
  const [revision, decidedAt, cause, verdict, duplicateOf, previousVerdict, previousOf] = packed.split(' ');
  return {
    revision: Number(revision),
    decidedAt: Number.parseInt(decidedAt!, 36),
    cause: cause as Decision['cause'],
    verdict: verdict as Decided,
    duplicateOf: idOf(duplicateOf),
    previous: previousVerdict === undefined ? null : { verdict: previousVerdict as Decided, duplicateOf: idOf(previousOf) },
  };
}

function idOf(text: string | undefined): string | null {
  return text === undefined || text === NOTHING ? null : text;
}
