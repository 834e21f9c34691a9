/** A word as its root: `subnets`, `logging` and `location` as `subnet`, `log` and `locat`. */
export function stem(word: string): string {
  if (whole.test(word) || word.length < 4) {
    return /^(?:vpcs|dbs|ips|apis)$/.test(word) ? word.slice(0, -1) : word
  }
  return withoutEnding(withoutPlural(word))
}

const whole = /(?:ss|us|is|ws|^sns|^eks|^ecs|^rds|^sqs|^ses|^aws|^sts|^dns|^ebs|^kms)$/

function withoutPlural(word: string): string {
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (/(?:sses|xes|ches|shes)$/.test(word)) return word.slice(0, -2)
  return word.endsWith('s') ? word.slice(0, -1) : word
}

function withoutEnding(word: string): string {
  const root = /^(.{4,}?)(?:ion|ed|ment)$/.exec(word)?.[1] ?? /^(.{4,})ing$/.exec(word)?.[1]
  return (root ?? word.replace(/^(.{3,4})ing$/, '$1'))
    .replace(/([gnpt])\1$/, '$1')
    .replace(/(?<=.{4})e$/, '')
}

/** `StorageEncrypted` as its words: `storage`, `encrypted`; `DBInstances` as `db`, `instances`. */
export const camelWords = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])|([A-Z]+)([A-Z][a-z])/g, '$1$3 $2$4')
    .replace(/\b([A-Z]+) s\b/g, '$1s')
    .toLowerCase()
    .split(/[\s_.-]+/)
    .filter((word) => word !== '')

/** The roots of its words, of a name of AWS's: members have few, and are asked for again with each thing. */
export function rootsOf(name: string): readonly string[] {
  const known = roots.get(name)
  if (known !== undefined) return known
  const made = camelWords(name).map(stem)
  // Texts of people's own may come too.
  if (roots.size >= 5_000) roots.clear()
  roots.set(name, made)
  return made
}

const roots = new Map<string, readonly string[]>()

/** The same two words, however they end. */
export const alike = (one: string, other: string): boolean =>
  one === other ||
  (one.length > 4 && other.length > 4 && (one.startsWith(other) || other.startsWith(one)))
