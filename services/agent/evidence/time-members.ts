import type { Claim } from './claims.ts'
import type { ReadIndex } from './read-index.ts'
import { root, wordsOf } from './words.ts'

interface Its {
  own: ReadonlySet<number>
  is(at: number): boolean
  index: ReadIndex
}

/** `its next rotation is on …` with the day of the last: the words name another member of the same row. */
export function isOfOtherTime(
  { statement: { text, cells }, index: at }: Claim,
  { own, is, index }: Its,
): boolean {
  if (cells !== undefined || at < 0) return false
  const words = new Set(
    wordsOf(saidBefore(text, at))
      .filter((word) => !nouns.has(word))
      .map((word) => (ahead.has(word) ? 'next' : word))
      .map(root),
  )
  const its = index.moments.filter(({ row }) => own.has(row))
  const members = Map.groupBy(its, ({ path }) => path)
  let most = 0
  let fitting = 0
  let fits = false
  for (const [path, some] of members) {
    const member = wordsOf(/[^.[\]]*$/.exec(path)?.[0] ?? '').map(root)
    const score = member.filter((word) => telling.has(word) && words.has(word)).length
    most = Math.max(most, score)
    if (!some.some((one) => is(one.at))) continue
    fits = true
    fitting = Math.max(fitting, score)
  }
  return fits && most > fitting
}

/** From what was told before it on: a comma, a bracket, another figure. */
const saidBefore = (text: string, at: number): string =>
  /(?:[^,;:()\d–—.]|\.(?=\w))*$/.exec(text.slice(0, at))?.[0] ?? ''

/** As people tell what comes next. */
const ahead = new Set(['due', 'again', 'planned', 'scheduled', 'upcoming'])

/** An update may be what happens, and not when something was updated. */
const nouns = new Set('update change start use access end stop launch issue push attach'.split(' '))

/** What tells one time of a thing from another. */
const telling = new Set(
  'next last first create creation created launch update updated modify modified change changed rotate rotated rotation expire expires expiry expiration expired not before after start started begin end ended stop stopped issue issued use used access accessed delete deleted transition login attach attached latest earliest restorable rebooted failed completed finish finished deploy deployed push pushed'
    .split(' ')
    .map(root),
)
