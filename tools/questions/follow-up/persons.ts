import type { Shown } from './shown.ts'

/** `what else did he do?`, `her groups`: the one person whom the answer before names. */
export function withPerson(text: string, shown: Shown): string {
  if (!speaks.test(text)) return text
  const person =
    personShown(shown) ??
    // Where the latest answer names nobody, the one who was named before it.
    (shown.before === undefined ? undefined : personShown(shown.before))
  // One who is named here is who is meant.
  if (person === undefined || /\b[a-z]{2,}\.[a-z]{2,}\b(?!\.)/i.test(text)) return text
  const deed =
    /^(?:and |so )?(?:what|which)(?: [\w-]+)?(?: else)? (?:did|has) (?:s?he|that (?:person|user)) (?:do|done|chang\w*|touch\w*|open\w*|add\w*|creat\w*|deploy\w*|modif\w*)\b/i.exec(
      text,
    )
  const [, rest = ''] = anythingElse.exec(text) ?? []
  if (anythingElse.test(text)) return `what did ${person} change${thatDay(rest, person, shown)}`
  if (deed !== null)
    return `what did ${person} change${text.slice(deed[0].length)}`.replace(
      /\bchange (?=\?|$)/,
      'change',
    )
  return text
    .replace(/\bdoes (?:s?he|that person) have\b/i, `does user ${person} have`)
    .replace(/\b(?:his|her(?= \w))\b/i, `user ${person}'s`)
    .replace(/\b(?:s?he|him|her|that (?:person|guy|man|woman))\b/i, `user ${person}`)
    .replace(
      new RegExp(`user ${RegExp.escape(person)}'s (\\w[\\w -]*?)(?=[?.!]|$)`),
      `the $1 of user ${person}`,
    )
    .replace(/\belse /i, '')
}

/** `anything else by that person this week?`, `did he open anything else there that day?` */
const anythingElse =
  /^\W*(?:(?:and|so|but|ok(?:ay)?)\b,? *)*(?:(?:is there |was there )?(?:anything|something|what) else (?:done |changed |made )?(?:by|from|of) (?:him|her|them|that (?:person|user|guy))|(?:did|has) (?:s?he|that (?:person|user|guy)) (?:also )?(?!sign|log)[a-z]+ (?:(?:anything|something)(?: else)?|any other [a-z]+))(?: there| here)?((?: \S.*)?)$/i

/** The day on which the latest answer says that somebody did something. */
function thatDay(rest: string, person: string, { said = '', rows, before }: Shown): string {
  if (!ofThatDay.test(rest)) return rest
  const told = [said, ...rows.flatMap(({ members = {} }) => Object.values(members))].join('\n')
  const days = [
    ...told.matchAll(
      new RegExp(`${RegExp.escape(person)}\\b[^\\n;]{0,60}?(\\d{4}-\\d\\d-\\d\\d)`, 'g'),
    ),
  ].map(([, day = '']) => day)
  const [day, ...others] = new Set(days)
  if (day !== undefined && others.length === 0) return rest.replace(ofThatDay, ` on ${day}`)
  return day === undefined && before !== undefined
    ? thatDay(rest, person, before)
    : rest.replace(ofThatDay, ' in the last 7 days')
}

const ofThatDay =
  / (?:(?:on|during) )?(?:that|the same) (?:day|time|morning|evening|night|afternoon)\b| then(?=\W*$)/i

/** `what did he open?` where several people were named, none of whom is meant for certain. */
export function whichPerson(text: string, shown: Shown): string | undefined {
  const [pronoun] = /\b(?:he|she|him|his|her|that (?:person|guy|user))\b/i.exec(text) ?? []
  const people = [...new Set(peopleIn(shown.rows))]
  if (pronoun === undefined || people.length < 2 || people.length > 8) return undefined
  // One who is named here is who is meant.
  if (/\b[a-z]{2,}\.[a-z]{2,}\b(?!\.)/i.test(text)) return undefined
  if (people.some((name) => text.includes(name))) return undefined
  return `Whom “${pronoun}” means is not clear, as ${people.slice(0, -1).join(', ')} and ${people.at(-1)} were named: say whom.`
}

const speaks = /\b(?:he|she|him|his|her|that (?:person|guy|man|woman))\b/i

/** Who is named: in the rows, or in what was said; nobody where there are several. */
function personShown({ rows, said = '' }: Shown): string | undefined {
  const members = peopleIn(rows)
  const named = [...said.matchAll(/\b[a-z][a-z-]+\.[a-z][a-z-]+\b(?=[^.\w]|\.?$|\. )/g)].map(
    ([name]) => name,
  )
  const doers = [...said.matchAll(/\bby \**([a-z][\w-]*\.[a-z][\w-]*[a-z\d])/g)].map(
    ([, name = '']) => name,
  )
  for (const all of [
    members,
    doers,
    rows.filter(({ noun }) => noun === 'user').map(({ name }) => name),
    named,
  ]) {
    const people = new Set(all)
    const [only] = people
    if (only !== undefined && people.size === 1) return only
  }
  return undefined
}

const peopleIn = (rows: Shown['rows']): string[] =>
  rows.flatMap(({ members = {} }) =>
    Object.entries(members).flatMap(([name, value]) =>
      isWho.test(name) && isOneName.test(value) ? [value] : [],
    ),
  )

const isWho = /^(?:who|user|username|by|owner|started ?by)$/i

/** What grants something stands under “By” as well, in words. */
const isOneName = /^[^\s*()]+$/
