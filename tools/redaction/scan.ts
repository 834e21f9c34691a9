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
} as const

export interface Scan {
  /** Of `has`, together. */
  marks: number
  /** Where runs of a key's characters begin and end, two numbers each. */
  runs: readonly number[]
}

/** One look at each character. */
export function scan(text: string): Scan {
  let marks = 0
  let start = 0
  let runs: number[] = none
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    const mark = code < 128 ? (table[code] ?? 0) : has.foreign
    marks |= mark
    if ((mark & ends) === 0) continue
    if (at - start >= leastRun) {
      if (runs === none) runs = []
      runs.push(start, at)
    }
    start = at + 1
  }
  if (text.length - start >= leastRun) runs = [...runs, start, text.length]
  return { marks: marks & ~ends, runs }
}

const none: number[] = []
const leastRun = 14
/** Set for what is no character of a key. */
const ends = 1 << 20

const table = new Int32Array(128)
for (let code = 0; code < 128; code += 1) {
  table[code] = /[\w+/.~%=$-]/.test(String.fromCharCode(code)) ? 0 : ends
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
mark('\u001b', has.control)
