import type { Json } from '../../json.ts'
import type { Plan, Word } from '../plan.ts'
import { alike, stem } from '../words/stem.ts'
import type { Condition, Held } from './condition.ts'
import { type Field, isObject } from './fields.ts'

/** A condition that holds two members of the same thing against each other, and the words that say it. */
export interface HeldTogether {
  condition: Condition
  fields: readonly [Field, Field]
  words: readonly Word[]
  at: number
  end: number
}

/**
 * `at its minimum`, `fewer instances than desired`, `min equal to max`: which bound is meant says the
 * word behind the comparison, what is held against it the word before, or what stands for the present.
 */
export function heldTogether(
  { question, words }: Plan,
  fields: readonly Field[],
  items: readonly Json[],
): HeldTogether | undefined {
  for (const { pattern, as } of comparisons) {
    const found = pattern.exec(question)
    if (found === null) continue
    const { before = '', bound = 'max' } = found.groups ?? {}
    const numbers = fields.filter(({ type, many }) => type === 'number' && !many)
    const other = numbers.find((field) => isBound(field, bound))
    if (other === undefined) continue
    const own =
      heldBefore(before, { numbers, fields, other, items }) ?? present(other, { numbers, fields })
    if (own === undefined || own === other) continue
    const end = found.index + found[0].length
    return {
      condition: {
        field: own,
        test: { is: 'against', as, other },
        denied: /\b(?:not|n't|never) $/i.test(question.slice(0, found.index)),
        said: { adjective: saidAs[as](boundSaid(own), boundSaid(other)) },
      },
      fields: [own, other],
      words: words.filter(({ at }) => at >= found.index && at < end),
      at: found.index,
      end,
    }
  }
  return undefined
}

const bound =
  '(?:(?:their|its|the|what is|what they|they|it) )?(?:(?:own|configured|allowed) )?(?<bound>min(?:imum)?|max(?:imum)?|desired|wanted|running|limit|should)(?: (?:size|capacity|count|number|tasks?|instances?|nodes?|have|be|run|running))*'
const before =
  '(?:(?<before>min(?:imum)?|max(?:imum)?|desired|wanted|running|actual)(?: (?:size|capacity|count|tasks?|instances?|nodes?))? (?:(?:is|are|that is|below|being) )*)?'

const comparisons: readonly { pattern: RegExp; as: Held }[] = [
  {
    pattern: new RegExp(
      `\\b${before}(?:equals?(?: to)?|(?:is|are) the same as|the same as|identical (?:to|with)|as (?:big|large|high|low) as|=) ${bound}`,
      'i',
    ),
    as: 'same',
  },
  {
    pattern:
      /\b(?:same|equal|identical) (?<before>min(?:imum)?|desired)(?: size)? and (?<bound>max(?:imum)?|desired)(?: (?:size|capacity))?/i,
    as: 'same',
  },
  {
    pattern: new RegExp(
      `\\b${before}(?:different (?:from|to|than)|differs? from|other than|not equal to|!=) ${bound}`,
      'i',
    ),
    as: 'other',
  },
  {
    pattern:
      /\b(?:(?:run|runs|running|have|has|having|with) )?(?:fewer|less|lower)(?: (?<before>[a-z]+(?: [a-z]+)?))? than (?:(?:their|its|the|it|they) )?(?:(?:is|are) )?(?:(?:own|configured|allowed) )?(?<bound>min(?:imum)?|max(?:imum)?|desired|wanted|should)(?: (?:size|capacity|count|number|have|be|run|running))*/i,
    as: 'less',
  },
  {
    pattern:
      /\b(?:(?:run|runs|running|have|has|having|with) )?(?:more|greater|higher)(?: (?<before>[a-z]+(?: [a-z]+)?))? than (?:(?:their|its|the|it|they) )?(?:(?:is|are) )?(?:(?:own|configured|allowed) )?(?<bound>min(?:imum)?|max(?:imum)?|desired|wanted|should)(?: (?:size|capacity|count|number|have|be|run|running))*/i,
    as: 'more',
  },
  {
    pattern: new RegExp(`\\b${before}(?:lower|smaller|less) than ${bound}`, 'i'),
    as: 'less',
  },
  {
    pattern: new RegExp(`\\b${before}(?:higher|larger|greater|bigger|more) than ${bound}`, 'i'),
    as: 'more',
  },
  {
    pattern:
      /\b(?:below|under|short of|beneath) (?:(?:their|its|the) )?(?<bound>min(?:imum)?|max(?:imum)?|desired|wanted)(?: (?:size|capacity|count|number))*/i,
    as: 'less',
  },
  {
    pattern:
      /\b(?:over|above|beyond|exceeding|exceeds?) (?:(?:their|its|the) )?(?<bound>min(?:imum)?|max(?:imum)?|desired|wanted)(?: (?:size|capacity|count|number))*/i,
    as: 'more',
  },
  {
    pattern:
      /\b(?:(?:sitting|sits?|stuck|pinned|parked|hover\w+|stay\w*|running|runs?|kept|already) )*(?:at|on|down to|up to|scaled (?:in|out|down|up) to|hit(?:ting)?|reached) (?:(?:their|its|the) )?(?:(?:own|configured|allowed|absolute) )?(?<bound>min(?:imum)?|max(?:imum)?|limit)(?: (?:size|capacity|count|number))*\b|\bmaxed(?:-| )out\b/i,
    as: 'same',
  },
]

const saidAs: Readonly<Record<Held, (own: string, other: string) => string>> = {
  less: (own, other) => `below ${other} with ${own}`,
  more: (own, other) => `above ${other} with ${own}`,
  same: (own, other) => `at ${other} with ${own}`,
  other: (own, other) => `off ${other} with ${own}`,
}

/** `desired capacity` of DesiredCapacity. */
const boundSaid = ({ name }: Field) =>
  (name.split('.').at(-1) ?? name).replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()

/** `size`: a grace period and a cooldown have least and most of something else. */
const ofSize = /(?:size|capacity|count|number|tasks?|instances?|nodes?|units?)$/i

const isBound = ({ name }: Field, word: string): boolean => {
  const last = name.split('.').at(-1) ?? ''
  const root = /^min/i.test(word)
    ? /^min/i
    : /^(?:max|limit)/i.test(word)
      ? /^max/i
      : /^run/i.test(word)
        ? /^running/i
        : /^desired/i
  return root.test(last) && ofSize.test(last)
}

interface Among {
  numbers: readonly Field[]
  fields: readonly Field[]
  other: Field
}

/** What the words before the comparison name: another bound, or things that are counted. */
function heldBefore(
  before: string,
  { numbers, fields, other, items }: Among & { items: readonly Json[] },
): Field | undefined {
  if (before === '') return undefined
  const named = numbers.find((field) => field !== other && isNamed(field, before))
  if (named !== undefined) return named
  const list = fields.find(({ type, depth, name }) => {
    const last = stem(name.toLowerCase())
    return (
      type === 'list' && depth === 1 && before.split(' ').some((word) => alike(stem(word), last))
    )
  })
  return list === undefined || items.length === 0 ? undefined : countOf(list)
}

const isNamed = (field: Field, before: string) =>
  /^(?:min|max|desired|wanted|running)/i.test(before) && isBound(field, before)

/** What there is at present: what runs, else what is wanted, beside the bound. */
function present(
  other: Field,
  { numbers, fields }: Among | Omit<Among, 'other'>,
): Field | undefined {
  const parent = other.path.split('.').slice(0, -1).join('.')
  const beside = numbers.filter(({ path }) => path.split('.').slice(0, -1).join('.') === parent)
  const isDesired = isBound(other, 'desired')
  const running = beside.find((field) => isBound(field, 'running'))
  if (running !== undefined && (isDesired || !beside.some((field) => isBound(field, 'desired'))))
    return running
  if (!isDesired) return beside.find((field) => isBound(field, 'desired'))
  const list = fields.find(
    ({ type, name }) => type === 'list' && /^(?:instances|tasks|nodes)$/i.test(name),
  )
  return list === undefined ? undefined : countOf(list)
}

/** How many a list has, as a member of its own. */
const countOf = (list: Field): Field => ({
  ...list,
  expression: `length(${list.expression} || \`[]\`)`,
  type: 'number',
  many: false,
  of: (item) => {
    const value = isObject(item) ? item[list.path] : undefined
    return [Array.isArray(value) ? value.length : 0]
  },
})
