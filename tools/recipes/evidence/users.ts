import type { Ask, Item } from '../recipe.ts'
import { namesSaid } from './named.ts'
import { text } from './values.ts'
import { aboutAll } from './whole.ts'
import { said } from './wording.ts'

/** All IAM users, or those that are called so. */
export function usersCalled(wanted: string | undefined, users: readonly Item[]): readonly Item[] {
  if (wanted === undefined) return users
  const names = users.map(({ UserName }) => text(UserName))
  const meant = new Set(namesSaid(wanted, names))
  return users.filter(({ UserName }) => meant.has(text(UserName)))
}

export const unknownUser = (wanted: string, ask: Ask): string =>
  aboutAll(
    ask.whole(),
    `There is no IAM user called ${said(wanted)}.`,
    `${said(wanted)} was not found among the users that could be seen.`,
  )
