/** From and to, each from 0 to 1. */
export type Interval = readonly [from: number, to: number]

/** Clopper and Pearson's: with at most `risk` it does not hold the true part, whatever that is. */
export function exactInterval(right: number, of: number, risk = 0.05): Interval {
  if (of === 0) return [0, 1]
  const from = right === 0 ? 0 : solve((p) => atLeast(right, of, p) - risk / 2)
  const to = right === of ? 1 : solve((p) => risk / 2 - atMost(right, of, p))
  return [from, to]
}

/** Two-sided, exact: how likely so uneven a split is where both sides are as likely. */
export function signTest(one: number, other: number): number {
  const fewer = Math.min(one, other)
  return Math.min(1, 2 * atMost(fewer, one + other, 0.5))
}

const atLeast = (right: number, of: number, p: number) => 1 - atMost(right - 1, of, p)

function atMost(right: number, of: number, p: number): number {
  if (right < 0) return 0
  if (p <= 0) return 1
  if (p >= 1) return right >= of ? 1 : 0
  let sum = 0
  for (let k = 0; k <= right; k += 1) {
    sum += Math.exp(logChoose(of, k) + k * Math.log(p) + (of - k) * Math.log1p(-p))
  }
  return Math.min(1, sum)
}

function logChoose(of: number, k: number): number {
  return logFactorial(of) - logFactorial(k) - logFactorial(of - k)
}

const logFactorials = [0]

function logFactorial(n: number): number {
  for (let k = logFactorials.length; k <= n; k += 1) {
    logFactorials[k] = (logFactorials[k - 1] ?? 0) + Math.log(k)
  }
  return logFactorials[n] ?? 0
}

/** Where what grows with p passes nought. */
function solve(grows: (p: number) => number): number {
  let [from, to] = [0, 1]
  for (let step = 0; step < 60; step += 1) {
    const middle = (from + to) / 2
    if (grows(middle) > 0) to = middle
    else from = middle
  }
  return (from + to) / 2
}
