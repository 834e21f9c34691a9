import type { Plan } from '../plan.ts'

/** “What's the cause?”, “on which day did it start?”: of what was told before, whatever that is. */
export const saysNothing = ({ kinds, names, ids, tags, words }: Plan): boolean =>
  kinds.length + names.length + ids.length + tags.length === 0 &&
  words.every(({ word }) => ofNothing.test(word))

const ofNothing =
  /^(?:causes?|caused|reasons?|why|start(?:ed|s)?|began|begin|behind|happen\w*|wrong|going|day|date|time|since|exactly|problem|issue|fix)$/i
