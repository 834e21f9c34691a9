/** What kinds of characters a text has: most is done with by that. */
export const has = {
  sign: 1,
  blank: 2,
  percent: 4,
  angle: 8,
  at: 16,
  dash: 32,
  slash: 64,
  brace: 128,
  foreign: 256,
  control: 512,
  ampersand: 1024,
  quote: 2048,
  bar: 4096,
} as const

export interface Scan {
  /** Of `has`, together. */
  marks: number
  /**
   * Where runs of a key's characters begin and end, two numbers each: not those that are digits and
   * small letters from a to f alone, as ids are and no token.
   */
  runs: readonly number[]
}

/** One look at each character. */
export function scan(text: string): Scan {
  let marks = 0
  let start = 0
  let inRun = 0
  let runs: number[] = none
  for (let at = 0; at < text.length; at += 1) {
    const mark = table[text.charCodeAt(at)] ?? 0
    marks |= mark
    if ((mark & ends) === 0) {
      inRun |= mark
      continue
    }
    if (at - start >= leastRun && inRun & ofToken) {
      if (runs === none) runs = []
      runs.push(start, at)
    }
    start = at + 1
    inRun = 0
  }
  if (text.length - start >= leastRun && inRun & ofToken) runs = [...runs, start, text.length]
  return marks & kinds || runs !== none ? { marks: marks & kinds, runs } : nothing
}

const none: number[] = []
const leastRun = 14
const nothing: Scan = { marks: 0, runs: none }
/** Set for what is no character of a key. */
const ends = 1 << 20
/** Set for what a key has and an id in hexadecimal has not. */
const ofToken = 1 << 21
const kinds = ~(ends | ofToken)

const table = new Int32Array(1 << 16).fill(has.foreign, 128)
for (let code = 0; code < 128; code += 1) {
  const character = String.fromCharCode(code)
  table[code] = /[\w+/.~%=$-]/.test(character) ? (/[\da-f-]/.test(character) ? 0 : ofToken) : ends
}
const mark = (characters: string, bit: number) => {
  for (const character of characters)
    table[character.charCodeAt(0)] = (table[character.charCodeAt(0)] ?? 0) | bit
}
mark('=:>', has.sign)
mark(' \t\n\r\v\f', has.blank)
mark('%', has.percent)
mark('<', has.angle)
mark('@', has.at)
mark('-', has.dash)
mark('/', has.slash)
mark('{[', has.brace)
mark('&', has.ampersand)
mark(`"'\``, has.quote)
mark('\u001b\u0000', has.control)
mark('|', has.bar)
