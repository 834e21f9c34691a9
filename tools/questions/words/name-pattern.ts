import type { Text } from './text.ts'

/** How the names of things are to be spelt: “whose names start with order”, “ending in -dlq”, `order-*`. */
export interface NamePattern {
  how: 'start' | 'end' | 'contain'
  text: string
  denied: boolean
  said: string
  at: number
}

export function takeNamePattern(text: Text): NamePattern | undefined {
  for (const [how, pattern] of patterns) {
    const [found] = text.take(pattern, ({ groups }) => !isTime.test(groups?.text ?? ''))
    if (found === undefined) continue
    const { text: spelt = '', quoted, not } = found.groups ?? {}
    const [said] = found
    const value = (quoted ?? spelt).replace(/^\*|\*$/g, '')
    const ends = /^\*[^*]+$/.test(spelt) ? 'end' : /^[^*]+\*$/.test(spelt) ? 'start' : 'contain'
    return {
      how: how ?? ends,
      text: value.toLowerCase(),
      denied: not !== undefined,
      said: said.trim(),
      at: found.index ?? 0,
    }
  }
  return undefined
}

const not = "(?<not>do(?:es)? not |doesn't |don't |not )?"
const value =
  '(?:the (?:word|letters?|prefix|suffix|string) )?(?:["\'`](?<quoted>[^"\'`]{1,60})["\'`]|(?<text>[\\w./@:-]*[\\w/@-]))'
/** Of whose names is spoken; `whose` opens it, or the things themselves start so. */
const names =
  '(?:,? ?\\b(?:whose|with(?: an?| the| their)?|having(?: an?)?|that have(?: an?)?|where the|by) names? (?:that |which )?|\\bnames? (?:that )?|\\b(?:called|named) (?:something )?(?:that )?|\\b(?:that|which) )?'

const patterns: readonly (readonly [NamePattern['how'] | undefined, RegExp])[] = [
  [
    'start',
    new RegExp(
      `${names}\\b${not}(?:start(?:s|ing)?|begin(?:s|ning)?) (?:with|in(?! [a-z]{2}-[a-z]+-\\d)) ${value}`,
      'i',
    ),
  ],
  ['start', new RegExp(`\\b(?:prefixed (?:with|by)|with (?:the |an? )?prefix) ${value}`, 'i')],
  ['end', new RegExp(`${names}\\b${not}end(?:s|ing)? (?:in|with|on) ${value}`, 'i')],
  ['end', new RegExp(`\\b(?:suffixed (?:with|by)|with (?:the |an? )?suffix) ${value}`, 'i')],
  [
    'contain',
    new RegExp(
      `(?:\\b(?:whose|with|having|where the) names? (?:that |which )?|\\bnames? (?:that )?)${not}(?:contain(?:s|ing)?|includ(?:e|es|ing)|match(?:es|ing)?|ha(?:s|ve|ving)|with) ${value}(?: in (?:it|them))?`,
      'i',
    ),
  ],
  [
    'contain',
    new RegExp(
      `\\b(?:with|having|that (?:have|has)|which (?:have|has)|contain(?:s|ing)?|that contain) ${value} (?:anywhere )?in (?:the|its|their) names?\\b`,
      'i',
    ),
  ],
  // `order-*`, `*-dlq`, and no action of a policy.
  [
    undefined,
    /(?<![\w:*"/])(?:called |named |matching |like )?(?<text>\*[\w./-]{2,}\*?|[a-z][\w./-]*[\w./-]\*)(?![\w*:])/i,
  ],
]

/** What begins or ends then is no name. */
const isTime =
  /^(?:\d+|an?|the|this|next|last|in|errors?|failures?|success|today|tomorrow|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|q[1-4]|mon\w*day|tues\w*|wednes\w*|thurs\w*|fri\w*|satur\w*|sun\w*day)$/i
