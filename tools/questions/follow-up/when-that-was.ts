import { isMeasured } from './meant.ts'
import type { Shown } from './shown.ts'

export const asksWhenThat =
  /^\s*(?:and |but |so |ok )*(?:since when(?: not| so| already| that| down| broken| failing)?|from when|when|how long(?: already| ago| now)?|for how long|when (?:was|did|has) (?:that|it|this)(?: (?:start|begin|happen|occur|be|begun|started|happened)\w*)?|since when (?:is|are|has|have) (?:that|it|this|they)(?: (?:like that|so|the case|going on))?|how long (?:has|have|is|are) (?:that|it|this|they)(?: been)?(?: (?:like that|so|going on))?)\s*[?.!]*$/i

/** `how long has checkout been broken?`: since when those rows are so that have the word in their names. */
export function whenThatOne(text: string, shown: Shown): string | undefined {
  const [, one = '', two = ''] = sinceOf.exec(text) ?? []
  const word = (one || two).replace(/^(?:the|our|my) /i, '').toLowerCase()
  if (word === '' || /^(?:it|that|this|they|these|those)$/.test(word)) return undefined
  const rows = shown.rows.filter(({ name }) =>
    new RegExp(`(?<![a-z\\d])${RegExp.escape(word)}(?![a-z\\d])`, 'i').test(name),
  )
  return rows.length === 0 ? undefined : whenThat({ ...shown, rows }, true)
}

const sinceOf =
  /^\W*(?:and |but |so |ok )*(?:(?:since when|how long|for how long) (?:is|are|has|have) (.{2,40}?) (?:been )?(?:broken|down|failing|bad|red|wrong|like (?:this|that)|out|unhealthy|firing|in alarm|alarming|on fire|degraded|short|dead|ill|sick|stuck|going on|so)|when did (.{2,40}?) (?:break|fail|start|begin|go (?:down|wrong|red|off)|fire|stop)(?: \w+)?)\W*$/i

/** Of a change, an alarm or an error the row itself says when it was. */
export function whenThat({ call, rows }: Shown, isSome = false): string | undefined {
  if (call?.operation.startsWith('recipe:') !== true || isMeasured(call)) return undefined
  const times = rows.flatMap(({ name, members = {} }) => {
    const at = Object.entries(members).find(([member]) => isTime.test(member))
    return at === undefined ? [] : [{ name: callName(name, members), member: at[0], at: at[1] }]
  })
  const [first] = times
  if (first === undefined || times.length > mostTold) return undefined
  if (times.length < rows.length && !isSome) return undefined
  const told = times.map(
    ({ name, member, at }) => `- **${name}**: ${member.toLowerCase()} ${readable(at)}`,
  )
  return told.length === 1 ? told[0]?.slice(2).concat('.') : told.join('\n')
}

/** Of what somebody did it is the deed, and not who did it. */
const callName = (
  name: string,
  { Resource: what, Actions: deed, Who: who }: Readonly<Record<string, string>>,
) => (what === undefined ? name : [who, deed, what].filter(Boolean).join(' '))

const mostTold = 15

const isTime = /^(?:since|first|when|at|started?|failed|began|time)$/i

/** `2026-03-18 14:25 UTC` of a moment in ISO. */
const readable = (at: string) =>
  /^\d{4}-\d\d-\d\dT/.test(at) ? `${at.slice(0, 16).replace('T', ' ')} UTC` : at
