import { createHash } from 'node:crypto'

/**
 * With a seed the made-up company is another one of the same kind: other names, ids and numbers, the
 * same incidents. Facts are constants, so it is read as they are made: a process has one company.
 */
export const seed = process.env.SAMPLE_SEED || undefined

/** The company's own name for `canonical`, as facts, questions and answers have it: `checkout-api` → `vekurobi-api`. */
export const renamed = (text: string): string => translated(text, seeded.forth)

/** What `renamed` made, made back. */
export const original = (text: string): string => translated(text, seeded.back)

/** A whole number from `from` to `to`, the seed's for this label; without a seed `canonical`. */
export function drawn(label: string, canonical: number, [from, to]: readonly [number, number]) {
  if (seed === undefined) return canonical
  return from + Math.floor(fraction(label) * (to - from + 1))
}

/** The same things with other numbers under `members`: up to an eighth more or less, whole ones whole. */
export function renumbered<T extends { readonly name: string }>(
  things: readonly T[],
  ...members: readonly (keyof T & string)[]
): readonly T[] {
  if (seed === undefined) return things
  return things.map((thing) => ({ ...thing, ...Object.fromEntries(members.flatMap(other(thing))) }))
}

function other(thing: { readonly name: string }) {
  return (member: string): [string, number][] => {
    const value: unknown = Object(thing)[member]
    if (typeof value !== 'number') return []
    const part = 0.875 + fraction(`${thing.name} ${member} ${value}`) / 4
    return [[member, Number.isInteger(value) ? Math.round(value * part) : value * part]]
  }
}

/** What ids are made of; another text for each seed. */
export const seedling = (text: string): string => (seed === undefined ? text : `${seed} ${text}`)

/** Names in every string of `value`, at any depth; keys, dates and bytes stay. */
export function inStrings(value: unknown, translate: (text: string) => string): unknown {
  if (typeof value === 'string') return translate(value)
  if (Array.isArray(value)) return value.map((one) => inStrings(one, translate))
  if (typeof value !== 'object' || value === null) return value
  if (Object.getPrototypeOf(value) !== Object.prototype) return value
  const members = Object.entries(value)
  return Object.fromEntries(members.map(([key, one]) => [key, inStrings(one, translate)]))
}

const people = 'maya okafor tom lindqvist priya raman jonas weber elena rossi samir haddad'.split(
  ' ',
)

/**
 * The words that are the company's own. Environments (prod, staging, eu) are everybody's; a word that
 * AWS uses too is named with what it stands beside.
 */
const words = [
  ...'quillmarket quillmarkets checkout storefront catalog orders order payments payment'.split(
    ' ',
  ),
  ...'invoices invoice search searches web backoffice embedding backfill receipts carts cart'.split(
    ' ',
  ),
  ...'sessions analytics recommendations product loadtest bastion ops bff vpn'.split(' '),
  ...'build-server batch-reports metrics-dashboard nightly-report image-resizer image-jobs'.split(
    ' ',
  ),
  ...'chat-alerts legacy-reporting ci-deployer eks-general eu-migration-host former-agency'.split(
    ' ',
  ),
  ...'data-science data-lake terraform-state ml-datasets access-logs partner-api oncall'.split(' '),
  ...'p4rtn3rap1 w3bh00k5 m0b1l3bff z0sample0public z0sample0intern'.split(' '),
  ...people,
]

function fraction(label: string): number {
  const digest = createHash('sha256').update(`${seed} ${label}`).digest()
  return digest.readUIntBE(0, 6) / 2 ** 48
}

interface Translation {
  names: ReadonlyMap<string, string>
  pattern: RegExp
}

const seeded = translations()

function translations(): { forth: Translation; back: Translation } {
  const forth = new Map<string, string>()
  const back = new Map<string, string>()
  if (seed !== undefined) {
    for (const word of words) {
      const name = coined(word, back)
      for (const write of word.includes('-') ? [small] : [small, capital, large]) {
        forth.set(write(word), write(name))
        back.set(write(name), write(word))
      }
    }
  }
  return { forth: translation(forth), back: translation(back) }
}

function small(word: string): string {
  return word
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`
}

function large(word: string): string {
  return word.toUpperCase()
}

// Longest first; a word within another word is another word.
function translation(names: ReadonlyMap<string, string>): Translation {
  const any = [...names.keys()].toSorted((one, two) => two.length - one.length).join('|')
  return { names, pattern: new RegExp(`(?<![A-Za-z0-9])(?:${any || '(?!)'})(?![A-Za-z0-9])`, 'g') }
}

function translated(text: string, { names, pattern }: Translation): string {
  return names.size === 0 ? text : text.replace(pattern, (name) => names.get(name) ?? name)
}

/** A word that nobody has, about as long, and not yet taken. */
function coined(word: string, taken: ReadonlyMap<string, string>): string {
  const parts = word.split('-')
  for (let trial = 0; ; trial += 1) {
    const name = parts.map((part, at) => syllables(`${word} ${at} ${trial}`, part.length)).join('-')
    if (!taken.has(name)) return name
  }
}

function syllables(label: string, length: number): string {
  const letters = Array.from({ length: Math.max(6, length) }, (_, at) => {
    const from = at === 0 ? 'vzkj' : at % 2 === 0 ? 'bdfgklmnprtvz' : 'aeiou'
    return from.charAt(Math.floor(fraction(`${label} ${at}`) * from.length))
  })
  return letters.join('')
}
