/**
 * The exact 95 % interval of a rate, by halving on the binomial distribution.
 * @param count - of `of` trials, 0 or more
 * @see Clopper and Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial", 1934
 */
export function clopperPearson(count: number, of: number): readonly [low: number, high: number] {
  const low = count === 0 ? 0 : solve((rate) => 1 - below(count - 1, of, rate), 0.025);
  const high = count === of ? 1 : solve((rate) => 1 - below(count, of, rate), 0.975);
  return [low, high];
}

/** The rate at which a rising function reaches `level`. */
function solve(rising: (rate: number) => number, level: number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (rising(middle) < level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Probability of at most `count` successes in `of` trials. */
function below(count: number, of: number, rate: number): number {
  if (rate <= 0) return 1;
  if (rate >= 1) return count >= of ? 1 : 0;
  let term = of * Math.log1p(-rate);
  let sum = Math.exp(term);
  for (let k = 1; k <= count; k++) {
    term += Math.log((of - k + 1) / k) + Math.log(rate) - Math.log1p(-rate);
    sum += Math.exp(term);
  }
  return Math.min(1, sum);
}
