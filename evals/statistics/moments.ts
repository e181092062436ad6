/** Mean, standard deviation and skew of a sample. */

/** NaN for no values. */
export function mean(values: readonly number[]): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}

/** The sample standard deviation (n - 1 below); NaN below two values. */
export function standardDeviation(values: readonly number[]): number {
  if (values.length < 2) return NaN
  const centre = mean(values)
  let sum = 0
  for (const value of values) sum += (value - centre) ** 2
  return Math.sqrt(sum / (values.length - 1))
}

/** Skew with the small-sample correction (Fisher and Pearson's G1, as in most statistics programs); 0 for equal values or fewer than three. */
export function skew(values: readonly number[]): number {
  const n = values.length
  if (n < 3) return 0
  const centre = mean(values)
  let second = 0
  let third = 0
  for (const value of values) {
    second += (value - centre) ** 2
    third += (value - centre) ** 3
  }
  if (second === 0) return 0
  const biased = third / n / (second / n) ** 1.5
  return (biased * Math.sqrt(n * (n - 1))) / (n - 2)
}
