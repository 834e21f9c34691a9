/** A number as a text writes it, and how far its rounding may be off. */
export interface Written {
  value: number
  slack: number
  text: string
  index: number
  unit: string
  /** `$`, or a currency after it. */
  isMoney: boolean
}

const pattern =
  /(?<![\w.,$-])(~|≈|-|−)?(US\$|USD ?|\$)?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?: ?(k|K|M|thousand|million)\b)?(?: ?(%|percent\b|USD\b|dollars?\b|[KMGT]i?B\b|bytes\b|ms\b|s\b|seconds?\b|min(?:utes?)?\b|h(?:ours?)?\b|days?\b|weeks?\b|months?\b|years?\b))?(?![\w-]*\d)(?!\.\d)/g

/** The numbers of a text that stand alone: not those within names, ids or moments. */
export function numbersIn(text: string): Written[] {
  return [...text.matchAll(pattern)].map((match) => {
    const [all, , currency, whole = '', fraction = '', scale = '', unit = ''] = match
    const factor = /^(?:M|million)$/.test(scale) ? 1e6 : scale === '' ? 1 : 1e3
    const digits = fraction === '' ? 0 : fraction.length - 1
    return {
      value: Number(whole.replaceAll(',', '') + fraction) * factor,
      slack: (0.5 * factor) / 10 ** digits + 1e-9,
      text: all.trim(),
      index: match.index,
      unit: unit.toLowerCase(),
      isMoney: currency !== undefined || /^(?:usd|dollars?)$/i.test(unit),
    }
  })
}

const words = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')

/** `three` as `3`. */
export const wordsAsNumbers = (text: string): string =>
  text.replace(
    /\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/gi,
    (word) => String(words.indexOf(word.toLowerCase())),
  )
