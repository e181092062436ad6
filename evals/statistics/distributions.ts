/** The normal and Student's t distribution: probabilities and quantiles, to about 12 digits. */

/** P(Z <= z). Marsaglia's series (2004) in the middle, Laplace's continued fraction in the tails. */
export function normalCdf(z: number): number {
  if (Math.abs(z) > 6) {
    const tail = upperTail(Math.abs(z))
    return z > 0 ? 1 - tail : tail
  }
  let term = z
  let sum = z
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum) && k < 400; k += 2) {
    term *= z ** 2 / k
    sum += term
  }
  return 0.5 + sum * normalDensity(z)
}

const normalDensity = (z: number): number => Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI)

function upperTail(z: number): number {
  let fraction = z
  for (let k = 60; k > 0; k -= 1) fraction = z + k / fraction
  return normalDensity(z) / fraction
}

/** The z with P(Z <= z) = p. @param p in [0, 1]; 0 and 1 give minus and plus infinity */
export function normalQuantile(p: number): number {
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity
  return invert(normalCdf, normalDensity, p)
}

/** P(T <= t) with `df` > 0 degrees of freedom, through the incomplete beta function. */
export function tCdf(t: number, df: number): number {
  const tail = incompleteBeta(df / (df + t ** 2), df / 2, 0.5) / 2
  return t > 0 ? 1 - tail : tail
}

/** The t with P(T <= t) = p. @param p in (0, 1) */
export function tQuantile(p: number, df: number): number {
  if (p === 0.5) return 0
  // Solved in the lower tail, where small probabilities keep all their digits.
  const scale = Math.exp(logGamma((df + 1) / 2) - logGamma(df / 2)) / Math.sqrt(df * Math.PI)
  const density = (t: number): number => scale * (1 + t ** 2 / df) ** (-(df + 1) / 2)
  const lower = invert((t) => tCdf(t, df), density, Math.min(p, 1 - p))
  return p < 0.5 ? lower : -lower
}

/** The x where the rising function `cdf` is `p`: Newton's steps, halved intervals where they would leave the bracket. */
function invert(cdf: (x: number) => number, density: (x: number) => number, p: number): number {
  let low = -1
  let high = 1
  while (cdf(low) > p) low *= 2
  while (cdf(high) < p) high *= 2
  let x = (low + high) / 2
  for (;;) {
    const error = cdf(x) - p
    const step = error / density(x)
    // Before the bracket is looked at: the last step is lost in rounding and may point outside.
    if (Math.abs(step) < 1e-13 * Math.max(1, Math.abs(x))) return x
    if (error > 0) high = x
    else low = x
    const next = x - step > low && x - step < high ? x - step : (low + high) / 2
    if (next === x) return x
    x = next
  }
}

/** I_x(a, b), x in [0, 1]: Lentz's continued fraction (Numerical Recipes, 6.4). */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  // The fraction converges fast only below the mean; the other half by symmetry.
  if (x > (a + 1) / (a + b + 2)) return 1 - (front * betaFraction(1 - x, b, a)) / b
  return (front * betaFraction(x, a, b)) / a
}

function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300
  const nonZero = (value: number) => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1))
  let result = d
  for (let m = 1; m < 1000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / nonZero(1 + even * d)
    c = nonZero(1 + even / c)
    result *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / nonZero(1 + odd * d)
    c = nonZero(1 + odd / c)
    const change = d * c
    result *= change
    if (Math.abs(change - 1) < 1e-15) break
  }
  return result
}

/** ln Γ(x), x > 0: Stirling's series after shifting x past 10. */
export function logGamma(x: number): number {
  let shift = 0
  let at = x
  while (at < 10) {
    shift -= Math.log(at)
    at += 1
  }
  const inverse = 1 / at ** 2
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))) / at
  return shift + (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series
}
