import type { Evidence } from './evidence.ts'
import { isMoment, timesIn, withoutTimes } from './moments.ts'
import { numbersIn } from './numbers.ts'
import { isOrdinary } from './ordinary.ts'
import { plain } from './statements.ts'

export interface Invention {
  kind: 'id' | 'name' | 'amount' | 'time'
  text: string
}

/** What an answer names, counts or dates that stands in none of its results and no question. */
export function inventions(answer: string, evidence: Evidence, now: Date): Invention[] {
  const found: Invention[] = []
  const add = (kind: Invention['kind'], text: string) => {
    if (!found.some((one) => one.text === text)) found.push({ kind, text })
  }
  for (const shown of shownAsNames(answer)) {
    if (!evidence.has(shown) && !isOrdinary(shown, true)) add('name', shown)
  }
  let inFence = false
  for (const raw of answer.split('\n')) {
    if (raw.trim().startsWith('```')) inFence = !inFence
    let line = plain(raw)
    for (const [kind, pattern] of tokens) {
      line = line.replace(pattern, (token: string) => {
        const bare = token.replace(/[.,:;!?)\]}'"…]+$/, '').replace(/^['"([{]+/, '')
        // Moments are looked at below.
        if (/^\d{4}-\d{2}-\d{2}/.test(bare)) return token
        if (/^\d{1,2}:\d{2}/.test(bare)) return token
        if (bare !== '' && !evidence.has(bare) && !isOrdinary(bare, false)) add(kind, bare)
        return ' '.repeat(token.length)
      })
    }
    for (const time of timesIn(line, now))
      if (!isKnownTime(time, evidence, now)) add('time', time.text)
    if (inFence || advice.test(line)) continue
    const rest = withoutTimes(line.replace(/^\s*(?:\d+[.)]|#+)\s|\bsha[- ]?\d+/gi, ''), now)
    for (const { value, slack, unit, isMoney, text } of numbersIn(rest)) {
      if (!evidence.hasNumber(value, slack, isMoney ? '$' : unit)) add('amount', text)
    }
  }
  return found
}

// What is advised has numbers of its own, and is no statement about the account.
const advice =
  /\b(?:recommend|consider|suggest|you (?:can|could|should|may want)|should be|to fix|next steps?|run:)/i

/** In the order in which they are taken out of a line: the longest forms first. */
const tokens: readonly (readonly [Invention['kind'], RegExp])[] = [
  ['id', /\barn:[\w-]+:[^\s|"')]+/g],
  ['name', /\bhttps?:\/\/[^\s|"')>]+/g],
  ['name', /\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  [
    'id',
    /\b(?:i|vol|sg|vpc|subnet|snap|ami|nat|eni|eipalloc|eipassoc|lt|rtb|igw|acl|vgw|tgw|pcx|dopt|fl)-[0-9a-f]{6,17}\b/g,
  ],
  ['id', /\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{8,}\b/g],
  ['id', /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi],
  ['id', /(?<![\w.,$-])\d{12}(?![\w.,]*\d)/g],
  ['id', /\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{10,}\b/g],
  ['id', /\b\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?\b/g],
  ['name', /\bv?\d+(?:\.\d+){2,}(?:-[\w.]+)?\b/g],
  // Names in parts, paths among them; not a range of numbers, a sum of money or a date.
  [
    'name',
    /(?<![\w$%])\/?(?=[\w./:@#-]*[A-Za-z])[A-Za-z0-9$_[\]]+(?:[-_./:@#]+[A-Za-z0-9$_*[\]]+)+/g,
  ],
  // Letters and digits in one word.
  ['name', /(?<![\w$.%-])(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z0-9]{3,}(?![\w-])/g],
]

/** What stands in code marks or as the first cell of a row: there a single word is a name too. */
function shownAsNames(answer: string): string[] {
  const unfenced = answer.replaceAll(/```[\s\S]*?```/g, ' ')
  const marked = [...unfenced.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text)
  const people = [
    ...unfenced.matchAll(/\b(?:by|owner:?|owned by|user|from) ([A-Z][a-z]+ [A-Z][a-z]+)\b/g),
  ].map(([, text = '']) => text.toLowerCase().replace(' ', '.'))
  const cells = unfenced
    .split('\n')
    .filter((line) => line.trim().startsWith('|'))
    .map((line) => plain(line).trim().split('|')[1]?.trim() ?? '')
  const single = (text: string) => /^[a-z][a-z0-9._-]{2,}$/.test(text)
  return [...marked, ...people, ...cells].filter(single)
}

function isKnownTime(
  time: ReturnType<typeof timesIn>[number],
  evidence: Evidence,
  now: Date,
): boolean {
  if (evidence.has(time.text)) return true
  if (evidence.moments.some((moment) => isMoment(time, moment, now))) return true
  switch (time.kind) {
    case 'span': {
      const value = Number(/\d+(?:\.\d+)?/.exec(time.text)?.[0])
      return value <= 1 || evidence.hasNumber(value, 0.5, 'days') || isBetween(time, evidence)
    }
    case 'day':
      return nearDays(now).has(time.day)
    case 'clock':
      return time.minuteOfDay === 0
  }
}

/** As long as between two of the moments. */
function isBetween(time: { minutes: number; slack: number }, { moments }: Evidence): boolean {
  const some = moments.slice(0, 200).map((moment) => moment.getTime() / 60_000)
  return some.some((one) =>
    some.some((other) => Math.abs(Math.abs(one - other) - time.minutes) <= time.slack),
  )
}

/** Today, the days beside it, and the first and last days of months: what periods begin and end with. */
function nearDays(now: Date): Set<string> {
  const days = [-1, 0, 1].map((by) => new Date(now.getTime() + by * 86_400_000))
  for (let back = -1; back < 14; back += 1) {
    const first = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)
    days.push(new Date(first), new Date(first - 86_400_000))
  }
  return new Set(days.map((day) => day.toISOString().slice(0, 10)))
}
