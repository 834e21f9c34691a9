import type { Glosses } from './glosses.ts'
import type { Language } from './language.ts'

/** Of each language the words for those of English: a pattern, or two after one another with a slash for one thing and for several. */
export type Rows = readonly (readonly [english: string, de: string, fr: string, es: string])[]

const columns: Readonly<Partial<Record<Language, 1 | 2 | 3>>> = { de: 1, fr: 2, es: 3 }

/** One language's words of a table; `plural` tells what several of a thing are called in English. */
export function columnOf(
  rows: Rows,
  language: Language,
  plural: (noun: string) => string = (noun) => noun,
): Glosses {
  const column = columns[language]
  if (column === undefined) return []
  return rows.flatMap((row) => {
    const [one = '', several = ''] = row[column].split(' / ')
    return [[several, plural(row[0])] as const, [one, row[0]] as const]
      .map(([pattern, english]) => [unaccentedToo(pattern.trim()), english] as const)
      .filter(([pattern]) => pattern !== '')
  })
}

/** People leave accents away where their keyboard has none. */
const unaccentedToo = (pattern: string): string =>
  pattern.replace(/[äöüßàâçéèêëíîïñóôœúûù]/g, (letter) => `(?:${letter}|${bare[letter]})`)

const bare: Readonly<Record<string, string>> = {
  ä: 'ae?',
  ö: 'oe?',
  ü: 'ue?',
  ß: 'ss',
  à: 'a',
  â: 'a',
  ç: 'c',
  é: 'e',
  è: 'e',
  ê: 'e',
  ë: 'e',
  í: 'i',
  î: 'i',
  ï: 'i',
  ñ: 'n',
  ó: 'o',
  ô: 'o',
  œ: 'oe',
  ú: 'u',
  û: 'u',
  ù: 'u',
}
