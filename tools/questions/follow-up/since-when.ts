import { inEnglish } from '../languages/gloss.ts'
import type { Shown } from './shown.ts'

/** `since when, each?` after which are stopped: since when they are so, and not when they were made. */
export function sinceWhen(text: string, { question, call, rows }: Shown): string {
  const [, state = ''] = lasting.exec(text) ?? []
  if (state !== '' && rows.length > 0 && call?.operation.startsWith('recipe:') === false)
    return `since when are they ${/^(?:off|down|out)$/i.test(state) ? 'stopped' : /^(?:up|on)$/i.test(state) ? 'running' : state.toLowerCase()}`
  if (!bare.test(text) || rows.length === 0 || call?.operation.startsWith('recipe:') !== false)
    return text
  const said = [...inEnglish(question).matchAll(states)].at(-1)?.[0]
  return said === undefined ? text : `since when are they ${said.toLowerCase()}`
}

const bare =
  /^\W*(?:and |but |so |ok(?:ay)?,? )*(?:since when|for how long|how long|from when|since what (?:date|day|time))(?: (?:each|already|now|exactly|roughly|are they|is it|is that|have they been|has it been|(?:is|are|was|were) (?:each|that|those|these)))*(?: (?:so|that|like that|that way|in that state))?\W*$/i

/** `how long has each been off?` */
const lasting =
  /^\W*(?:and |but |so |ok(?:ay)?,? )*(?:since when|for how long|how long) (?:has|have|is|are) (?:it|they|each(?: (?:one|of (?:them|those|these)))?|those|these|them|the \w+)(?: (?:already|been|all|now))* (off|down|up|on|stopped|running|unattached|inactive|disabled|paused)(?: (?:for|now|already))?\W*$/i

const states =
  /\b(?:stopped|running|firing|in alarm|failed|failing|unhealthy|unattached|inactive|disabled|pending|terminated|paused|draining|suspended)\b/gi
