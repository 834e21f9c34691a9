import { renamed } from '../../local/sample-account/seed.ts'

/** The one fact with this name, as the facts have it; a task about what is gone is a mistake. */
export function named<T extends { readonly name: string }>(things: readonly T[], name: string): T {
  const found = things.find((one) => one.name === name)
  if (found === undefined) throw new Error(`The company has no ${name}.`)
  return found
}

/** Each once, in this company's names. */
export const all = (names: readonly string[]): string[] => [...new Set(names.map(renamed))]

export const listed = (things: readonly { readonly name: string }[]): string =>
  things.map(({ name }) => renamed(name)).join(', ')
