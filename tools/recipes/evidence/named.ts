import { nearest } from '../../executor/nearest.ts'
import type { Ask } from '../recipe.ts'
import { cap } from './say.ts'
import { lastPart } from './values.ts'
import { aboutAll } from './whole.ts'
import { listed, numbered } from './wording.ts'

/**
 * Those of the account's names that a question says: whole, else by their last part (`/ecs/web`:
 * web), else by all its words, else by one that is its own (`checkout` for checkout-api).
 */
export function namesSaid(question: string, names: readonly string[]): string[] {
  const said = new Set(wordsOf(question))
  const ways: readonly ((name: string) => boolean)[] = [
    (name) => says(question, name),
    (name) => says(question, lastPart(name)),
    (name) => wordsOf(lastPart(name)).every((word) => said.has(word)),
    (name) => wordsOf(lastPart(name)).some((word) => said.has(word) && !isGeneric(word)),
  ]
  for (const way of ways) {
    const found = names.filter(way)
    if (found.length > 0) return found
  }
  return []
}

/** What of a recipe's parameters may name the things that it is about. */
export interface Named {
  name?: string | undefined
  /** Words among which a name may stand: one only where something is called so. */
  words?: string | undefined
}

/** Those of the account's names that are asked for: by `name`, else by what stands in `words`. */
export const namesMeant = (
  { name = '', words = '' }: Named,
  names: readonly string[],
): string[] => {
  const byName = namesSaid(name, names)
  return byName.length > 0 ? byName : namesSaid(words, names)
}

/** `No ECS service in us-east-1 is called payments. Nearest: payments-api.` */
export function noSuch(
  what: string,
  { names, name: asked }: { names: readonly string[]; name: string | undefined },
  ask: Ask,
): string {
  const known = [...new Set(names.map(lastPart))]
  const whole = ask.whole()
  const part = `Seen there: ${numbered(known.length, what)}.`
  if (known.length === 0) return aboutAll(whole, `There is no ${what} in ${ask.where}.`, part)
  if (asked === undefined) {
    return `Which ${what} of ${ask.where} is meant is not said. There: ${listed(known, 10)}.`
  }
  const near = nearest(asked, known, 3)
  const offer = near.length > 0 ? `Nearest: ${near.join(', ')}.` : `There: ${listed(known, 10)}.`
  const called = aboutAll(
    whole,
    `No ${what} in ${ask.where} is called ${cap(asked, 80)}.`,
    `${cap(asked, 80)} was not found among the ${numbered(known.length, what)} that could be seen.`,
  )
  return `${called} ${offer}`
}

const says = (question: string, name: string) =>
  new RegExp(`(?<![\\w-])${RegExp.escape(name)}(?![\\w-])`, 'i').test(question)

const wordsOf = (text: string) => text.toLowerCase().match(/[a-z\d]+/g) ?? []

/** Words that many names have, or questions about anything. */
const isGeneric = (word: string) => word.length < 3 || generic.has(word)

const generic = new Set(
  (
    'all and api app aws cluster container count cpu database day db dev ecs error errors event events for ' +
    'function group hour hours how instance lambda last load log logs many minutes new now over prod ' +
    'production rds running service services show staging tasks test the what why worker'
  ).split(' '),
)
