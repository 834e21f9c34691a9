import type { Plan, Word } from '../plan.ts'
import type { Field } from './fields.ts'
import { secondsIn } from './lengths.ts'
import { type MemberSaid, membersSaid, wordsOf } from './match-members.ts'

/**
 * What a number is of: the words behind it, else before it, as `3 rules`, `a running count under 2`,
 * `a million items`. They name a number before they are anything else.
 */
export function measuredSaid(
  { question, threshold, words, kinds }: Plan,
  fields: readonly Field[],
): MemberSaid | undefined {
  if (threshold === undefined || !/^(?:count|percent)$/.test(threshold.unit)) return undefined
  const { at, said } = threshold
  const end = at + said.length
  const behind = /^[^,;.?!]*/.exec(question.slice(end))?.[0] ?? ''
  const after = spoken(behind.replace(/ (?:and|or|but|in|on|for|with|that|which|at|of)\b.*$/i, ''))
  const [main] = kinds
  const lead = /[^,;.?!]*$/.exec(question.slice(0, at))?.[0] ?? ''
  const before = spoken(main === undefined ? lead : lead.toLowerCase().replace(main.said, ' '))
  const numeric = fields.filter(
    (field) =>
      (field.type === 'number' && !field.many && secondsIn(field) === undefined) ||
      field.type === 'list',
  )
  for (const near of [after.slice(0, 3), before.slice(-3)]) {
    const told = near.map((word) => main?.kind.means?.[word.replace(/s$/, '')] ?? word).join(' ')
    if (told === '') continue
    const [found] = membersSaid(wordsOf(told), numeric, { counted: true, numeric: true })
    if (found === undefined) continue
    const own: Word[] = words.filter((word) => near.includes(word.word))
    return { field: found.field, words: own }
  }
  return undefined
}

const spoken = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}-]+/gu) ?? []).filter((word) => !small.has(word))

const small = new Set(
  'a an the of in their its that which who with have has having are is was were there any than to for and or more less whose'.split(
    ' ',
  ),
)
