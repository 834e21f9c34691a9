import type { Json } from '../../json.ts'
import { type Field, timeOf } from './fields.ts'

/** How one member of a thing is to another. */
export type Held = 'less' | 'more' | 'same' | 'other'

/** What must hold of a member; `denied` turns it round. */
export interface Condition {
  field: Field
  test: Test
  denied: boolean
  /** How the answer speaks of it: what things are (`not running`) or have (`no Owner tag`). */
  said: { adjective: string } | { having: string }
}

type Test =
  | { is: 'oneOf'; values: readonly Json[] }
  | { is: 'starts'; value: string }
  | { is: 'true' }
  | { is: 'present' }
  | { is: 'before' | 'after'; time: Date; orAbsent?: boolean }
  | { is: 'between'; from: Date; to: Date }
  | { is: 'more' | 'less'; than: number; orEqual?: boolean; orAbsent?: boolean }
  /** Another member of the same thing that it is held against. */
  | { is: 'against'; as: Held; other: Field }
  /** Of these lists of conditions all of one. */
  | { is: 'any'; of: readonly (readonly Condition[])[] }

export function holds({ field, test, denied }: Condition, item: Json): boolean {
  const met =
    test.is === 'any'
      ? test.of.some((all) => keeps(all, item))
      : test.is === 'against'
        ? isHeld(test, field.of(item), item)
        : isMet(test, field.of(item))
  return met !== denied
}

function isHeld(
  { as, other }: Extract<Test, { is: 'against' }>,
  [own]: readonly Json[],
  item: Json,
): boolean {
  const [value] = other.of(item)
  if (own === undefined || value === undefined) return false
  const [a, b] = [Number(own), Number(value)]
  return as === 'less' ? a < b : as === 'more' ? a > b : as === 'same' ? a === b : a !== b
}

const signs: Readonly<Record<Held, string>> = { less: '<', more: '>', same: '==', other: '!=' }

function isMet(test: Exclude<Test, { is: 'any' | 'against' }>, values: readonly Json[]): boolean {
  switch (test.is) {
    case 'oneOf':
      return values.some((value) => test.values.includes(value))
    case 'starts':
      return values.some((value) => typeof value === 'string' && value.startsWith(test.value))
    case 'true':
      return values.some((value) => value === true || value === 'true')
    case 'present':
      return values.some(
        (value) =>
          value !== '' && value !== null && value !== false && value !== 0 && value !== '0',
      )
    case 'before':
    case 'after': {
      const times = values.map(timeOf).filter((time) => time !== undefined)
      if (times.length === 0) return test.orAbsent === true
      const border = test.time.getTime()
      return times.some((time) => (test.is === 'before' ? time < border : time >= border))
    }
    case 'between':
      return values.some((value) => {
        const time = timeOf(value)
        return time !== undefined && time >= test.from.getTime() && time < test.to.getTime()
      })
    case 'more':
      if (values.length === 0) return test.orAbsent === true
      return values.some(
        (value) =>
          Number(value) > test.than || (test.orEqual === true && Number(value) === test.than),
      )
    case 'less':
      return values.some(
        (value) =>
          Number(value) < test.than || (test.orEqual === true && Number(value) === test.than),
      )
  }
}

/** The same as JMESPath, for an item of a list. */
export function expressionOf({ field, test, denied }: Condition): string {
  const text = testText(field, test)
  return denied ? not(text) : text
}

/** In JMESPath `!a.b` is `(!a).b`. */
const not = (text: string) => (/^\w+$/.test(text) ? `!${text}` : `!(${text})`)

function testText({ expression, many, type, of: _ }: Field, test: Test): string {
  const own = /[|\s]/.test(expression) ? `(${expression})` : expression
  switch (test.is) {
    case 'oneOf': {
      if (test.values.length === 0) return '`false`'
      const each = test.values.map((value) =>
        many ? `contains(${own} || \`[]\`, ${literal(value)})` : `${own} == ${literal(value)}`,
      )
      return each.length === 1 ? (each[0] ?? '') : `(${each.join(' || ')})`
    }
    case 'starts':
      return many
        ? `length((${own} || \`[]\`)[?starts_with(@, ${literal(test.value)})]) > \`0\``
        : `starts_with(${own} || '', ${literal(test.value)})`
    case 'true':
      return many ? `contains(${own} || \`[]\`, \`true\`)` : own
    case 'present':
      return type === 'number' ? `to_number(${own} || \`0\`) != \`0\`` : own
    case 'before':
    case 'after': {
      const border = literal(test.time.toISOString())
      const compare = `${own} ${test.is === 'before' ? '<' : '>='} ${border}`
      return test.orAbsent === true ? `(${not(own)} || ${compare})` : compare
    }
    case 'between':
      return `${own} >= ${literal(test.from.toISOString())} && ${own} < ${literal(test.to.toISOString())}`
    case 'against':
      return `to_number(${own}) ${signs[test.as]} to_number(${test.other.expression})`
    case 'any':
      return `(${test.of.map((all) => all.map(expressionOf).join(' && ')).join(' || ')})`
    case 'more': {
      const compare = `to_number(${own}) >${test.orEqual === true ? '=' : ''} \`${test.than}\``
      return test.orAbsent === true ? `(${not(own)} || ${compare})` : compare
    }
    case 'less':
      return `to_number(${own}) <${test.orEqual === true ? '=' : ''} \`${test.than}\``
  }
}

const literal = (value: Json): string =>
  typeof value === 'string'
    ? `'${value.replace(/[\\']/g, '\\$&')}'`
    : `\`${JSON.stringify(value)}\``

/** A word of a question as the answer repeats it. */
export const adjective = ({ word, denied }: { word: string; denied: boolean }) => ({
  adjective: denied ? `not ${word}` : word,
})

export const having = (what: string, denied = false) => ({ having: denied ? `no ${what}` : what })

export const keeps = (conditions: readonly Condition[], item: Json): boolean =>
  conditions.every((condition) => holds(condition, item))
