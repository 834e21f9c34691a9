import type { Text } from '../words/text.ts'

/** Days of the week by their numbers, Sunday as 0. */
export interface Weekday {
  days: readonly number[]
  said: string
  at: number
}

const names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** “On a Monday”, “on Fridays”, “at the weekend”: of any week, where a date alone would be of one. */
export function takeWeekday(text: Text): Weekday | undefined {
  const [found] = text.take(
    /\b(?:on|at|during) (?:(?:an?|any) (sun|mon|tues|wednes|thurs|fri|satur)day|(sun|mon|tues|wednes|thurs|fri|satur)days|(?:an?|the|any) (weekend|weekday)s?|(weekend|weekday)s)\b/i,
  )
  if (found === undefined) return undefined
  const [said, one, many, some, all] = found
  const word = (one ?? many ?? some ?? all ?? '').toLowerCase()
  const days =
    word === 'weekend'
      ? [0, 6]
      : word === 'weekday'
        ? [1, 2, 3, 4, 5]
        : [names.indexOf(`${word}day`)]
  return { days, said, at: found.index ?? 0 }
}
