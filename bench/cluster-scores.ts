/** Scores of a clustering against labels. */
export interface ClusterScores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Adjusted Rand index (Hubert and Arabie 1985). */
  readonly ari: number;
}

const pairsOf = (count: number) => (count * (count - 1)) / 2;

/** By pairs of documents: of those put together how many belong together, and the other way round. */
export function clusterScores(labels: readonly unknown[], clusters: readonly unknown[]): ClusterScores {
  const sum = (values: readonly unknown[]) => {
    const counts = new Map<unknown, number>();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts.values()].reduce((total, count) => total + pairsOf(count), 0);
  };
  const [together, found] = [sum(labels), sum(clusters)];
  const right = sum(labels.map((label, i) => `${label}\n${clusters[i]}`));
  const [precision, recall] = [found ? right / found : 1, together ? right / together : 1];
  const byChance = (together * found) / pairsOf(labels.length);
  return {
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall || 1),
    ari: (right - byChance) / ((together + found) / 2 - byChance || 1),
  };
}
