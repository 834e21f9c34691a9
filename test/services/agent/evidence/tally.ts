import type { Untrue } from './phrased/phrased.ts'

const words = /^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twice)\b/i

/** `7`, `Eight`, `three times`: so many things in an answer are so many that they prove little. */
const isSmallWhole = (change: string): boolean => {
  const put = change.split(' → ').at(-1) ?? ''
  return words.test(put) || /^\d{1,2}$/.test(put)
}

/** How many inventions of each kind were found; whole numbers under 100 apart. */
export class Tally {
  private readonly kinds = new Map<string, { found: number; of: number }>()
  private readonly missed: string[] = []

  /** Whoever planted it may say whether it is a small whole number: a time is none. */
  add(
    {
      kind,
      change,
      small = isSmallWhole(change),
    }: Pick<Untrue, 'kind' | 'change'> & { small?: boolean | undefined },
    found: boolean,
    where: string,
  ): void {
    const name = small ? `whole number under 100: ${kind}` : kind
    const seen = this.kinds.get(name) ?? { found: 0, of: 0 }
    this.kinds.set(name, { found: seen.found + (found ? 1 : 0), of: seen.of + 1 })
    if (!found) this.missed.push(`${name}: ${change} (${where})`)
  }

  /** Of all but the whole numbers under 100. */
  share(): number {
    const rest = [...this.kinds].filter(([kind]) => !kind.startsWith('whole number under 100'))
    const found = rest.reduce((sum, [, one]) => sum + one.found, 0)
    return found / rest.reduce((sum, [, one]) => sum + one.of, 0)
  }

  told(withMissed: boolean): string {
    const kinds = [...this.kinds].sort().map(([kind, { found, of }]) => `${kind}: ${found}/${of}`)
    return [
      `${(100 * this.share()).toFixed(1)} %`,
      ...kinds,
      ...(withMissed ? this.missed : []),
    ].join('\n')
  }
}
