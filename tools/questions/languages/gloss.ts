import { de } from './de.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import type { Glosses } from './glosses.ts'
import { goingOn } from './going-on.ts'
import { type Language, languageOf } from './language.ts'

/** A question of another language in English words, one by one: enough to read a plan from. */
export function gloss(text: string, language: Language): string | undefined {
  const glosses = wordsOf(language)
  return glosses?.reduce(
    (said, [pattern, english]) => said.replace(pattern, english),
    (language === 'de' ? apart(text) : text).replace(/[¿¡]/g, '').replace(/’/g, "'"),
  )
}

/** `AWS-Config-Regeln`: words put together, not a thing's name. */
const apart = (text: string): string => text.replace(/(?<=[\p{L}\d])-(?=\p{Lu}\p{Ll})/gu, ' ')

/**
 * A text in English words, where it is in a language of which these are known; what is too short to
 * tell is in that of the text before it.
 */
export function inEnglish(text: string, before = ''): string {
  const language = languageOf(text) ?? languageOf(before)
  return language === undefined
    ? text
    : (gloss(before === '' ? text : goingOn(text, language), language) ?? text)
}

/** Made when a question of the language first comes. */
function wordsOf(language: Language): readonly Gloss[] | undefined {
  const known = made.get(language)
  if (known !== undefined) return known
  const glosses = dictionaries[language]?.map(
    ([pattern, english]): Gloss => [
      new RegExp(`(?<![\\p{L}\\d./_-])(?:${pattern})(?![\\p{L}\\d_]|[-./][\\p{L}\\d])`, 'giu'),
      english,
    ],
  )
  if (glosses !== undefined) made.set(language, glosses)
  return glosses
}

type Gloss = readonly [pattern: RegExp, english: string]
const made = new Map<Language, readonly Gloss[]>()

const dictionaries: Readonly<Partial<Record<Language, Glosses>>> = { es, de, fr }
