/** `StorageEncrypted` and `storage-encrypted` as `storage`, `encrypted`. */
export function wordsOf(text: string): string[] {
  const parted = /[a-z][A-Z]|[A-Z]{2,}[a-z]/.test(text)
    ? text.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    : text
  // `Errors5xx`, and not `ec2`.
  return (
    parted

      .replace(/([a-z]{4})(?=\d)/g, '$1 ')
      .toLowerCase()
      .match(/[\p{L}\d]+/gu) ?? []
  )
}

/** Word forms as one: `instances`, `policies`, `running` and `stopped` as `instance`, `policy`, `run`, `stop`. */
export function stem(word: string): string {
  const one = word.toLowerCase()
  if (one.length < 4) return one
  if (one.endsWith('ies')) return `${one.slice(0, -3)}y`
  if (/(?:ss|sh|ch|x|zz)es$/.test(one)) return one.slice(0, -2)
  if (/[^su]s$/.test(one)) return one.slice(0, -1)
  if (/^.{3,}(?:ing|ed)$/.test(one)) {
    return one.replace(/(?:ing|ed)$/, '').replace(/([bdgkmnprt])\1$/, '$1')
  }
  return one
}

/** Words that say nothing about what is counted. */
export const plainWords = new Set(
  'a an the of in on at to for from by with and or not no is are was were be been has have had it its this that these those there all any each every other another more most least than as but only also which who what when where how many much i you your my our we id name type state status value key enabled region time date count number'.split(
    ' ',
  ),
)

/** What `rotates`, `rotated` and `rotation` have in common: of verbs and the nouns made of them. */
export function root(word: string): string {
  const one = stem(word)
  const cut = one.replace(/(?:ion|ment|al|e)$/, '')
  return cut.length >= 4 ? cut : one
}

/** A member or a label by its words, however it is written: `MinSize`, `min size`. */
export const keyOf = (label: string): string => wordsOf(label).map(stem).join(' ')

/** How many words two texts begin with alike, and how many of the others they end with alike. */
export function commonEnds(
  mine: readonly string[],
  its: readonly string[],
  isSame = (one: string, other: string): boolean => one === other,
): { from: number; left: number } {
  const most = Math.min(mine.length, its.length)
  const alike = (one: string | undefined, other: string | undefined) =>
    one !== undefined && other !== undefined && isSame(one, other)
  let from = 0
  while (alike(mine[from], its[from])) from += 1
  let left = 0
  while (left < most - from && alike(mine.at(-1 - left), its.at(-1 - left))) left += 1
  return { from, left }
}
