import type { Json } from '../../json.ts'
import type { Plan, Word } from '../plan.ts'
import { fieldSaid } from '../say.ts'
import { type Condition, having } from './condition.ts'
import type { Field } from './fields.ts'
import { fieldRank, valueCondition } from './match-values.ts'

/** `node 18 or python 3.9`: what must be of which version; the words that say it. */
export interface VersionSaid {
  condition: Condition
  words: readonly Word[]
}

interface Among {
  fields: readonly Field[]
  items: readonly Json[]
}

interface Group {
  family?: string
  numbers: string[]
  words: Word[]
  denied: boolean
  bound?: Bound
}

interface Bound {
  more: boolean
  orEqual: boolean
}

const number = /^v?(\d+(?:\.\d+){0,3})(?:\.x)?$/
const joined = /^([a-z#]{2,}?)-?v?(\d+(?:\.\d+){0,3})(?:\.x)?$/

/** Versions that the words name, each of what stands before it: a value that has both, or a version beside it. */
export function versionSaid(plan: Plan, among: Among): VersionSaid | undefined {
  const groups = groupsOf(plan)
  // What runs things has a version of its own, which is meant only where it is said.
  const isOfPlatform = /\bplatform|\bfargate/i.test(plan.question)
  const versions = among.fields
    .filter(isVersion)
    .filter(({ name }) => isOfPlatform || !/platformversion$/i.test(name))
  const met = groups.flatMap((group) => {
    const conditions = conditionsOf(group, { ...among, versions })
    return conditions === undefined ? [] : [{ group, conditions }]
  })
  const [first] = met
  const [only] = first?.conditions ?? []
  if (first === undefined || only === undefined) return undefined
  const { denied } = first.group
  const text = met.map(({ group }) => groupSaid(group)).join(' or ')
  const isOne = met.length === 1 && first.conditions.length === 1
  return {
    words: met.flatMap(({ group }) => group.words),
    condition: isOne
      ? { ...only, denied, said: having(`${fieldSaid(only.field)} ${text}`, denied) }
      : {
          field: (first.conditions.at(-1) ?? only).field,
          test: { is: 'any', of: met.map(({ conditions }) => conditions) },
          denied,
          said: having(`${fieldSaid(only.field)} ${text}`, denied),
        },
  }
}

const groupSaid = ({ family, numbers, bound }: Pick<Group, 'family' | 'numbers' | 'bound'>) =>
  `${bound === undefined ? '' : bound.more ? 'above ' : 'below '}${family === undefined ? '' : `${family} `}${numbers.join(' or ')}`

export const isVersion = ({ name, type, many }: Field) =>
  type === 'text' && !many && /(?:^|\.|[a-z])version$/i.test(name) && !/policy|document/i.test(name)

/** Runs of words: a family, `version`, and its numbers. */
function groupsOf({ words, question }: Plan): Group[] {
  const groups: Group[] = []
  const between = (one: Word, other: Word) => question.slice(one.at + one.word.length, other.at)
  for (const [at, word] of words.entries()) {
    const whole = joined.exec(word.word)
    const bare = number.exec(word.word)?.[1]
    const before = words[at - 1]
    const last = groups.at(-1)
    if (whole?.[1] !== undefined && whole[2] !== undefined && families.test(whole[1])) {
      groups.push({ family: whole[1], numbers: [whole[2]], words: [word], denied: word.denied })
      continue
    }
    if (bare === undefined) continue
    const previous = last?.words.at(-1)
    if (
      last !== undefined &&
      previous !== undefined &&
      /^(?:,| or| and|, or|,? and|\/) ?(?:version )?v?$/i.test(between(previous, word))
    ) {
      last.numbers.push(bare)
      last.words.push(word)
      continue
    }
    const isNext = before !== undefined && /^(?: |-)?v?$/i.test(between(before, word))
    const isSaid = /\bversions? (?:of )?v?$/i.test(question.slice(0, word.at))
    const own = words
      .slice(0, at)
      .findLast((one) => one.word !== 'version' && one.word !== 'versions')
    const family =
      own !== undefined && /^(?: |-|\.js )*(?:versions? )?v?$/i.test(between(own, word))
        ? own
        : undefined
    const said = isSaid
      ? words.filter((one) => /^versions?$/.test(one.word) && one.at < word.at)
      : []
    if (bare.length === 1 && !isSaid && !(family !== undefined && families.test(family.word)))
      continue
    if (!isNext && !isSaid && !bare.includes('.') && !/^v/.test(word.word)) continue
    const bound = boundOf(question.slice(0, word.at))
    groups.push({
      ...(bound === undefined ? {} : { bound }),
      ...(family === undefined ? {} : { family: family.word.replace(/\.js$/, '') }),
      numbers: [bare],
      words: [...said, ...(family === undefined ? [] : [family]), word],
      denied: word.denied,
    })
  }
  return groups
}

/** `older than kubernetes`, `at least version`: what stands before a number. */
function boundOf(before: string): Bound | undefined {
  const said =
    /\b(older|newer|below|above|under|over|lower|higher|less|more|earlier|later|before|after|prior|at least|at most|up to)(?: than| to)? (?:(?:version|kubernetes|k8s|eks|node(?:js)?|python|java|ruby|postgres(?:ql)?|mysql|mariadb|engine|runtime) )*v?$/i
      .exec(before)?.[1]
      ?.toLowerCase()
  if (said === undefined) return undefined
  return {
    more: /newer|above|over|higher|more|later|after|at least/.test(said),
    orEqual: /^(?:at|up)/.test(said),
  }
}

const families =
  /^(?:node(?:js)?|python|java|ruby|go|dotnet|php|postgres(?:ql)?|pg|mysql|mariadb|aurora|redis|kubernetes|k8s|eks|engine|runtime)$/

function conditionsOf(
  { family, numbers, words, bound }: Group,
  { fields, items, versions }: Among & { versions: readonly Field[] },
): Condition[] | undefined {
  const word = words.find((one) => one.word.startsWith(family ?? '\n'))
  const of =
    family === undefined || word === undefined
      ? undefined
      : valueCondition({ ...word, word: family, denied: false }, { fields, items })
  const values = of?.test.is === 'oneOf' ? of.test.values.map(String) : []
  if (of !== undefined && values.some((value) => /\d/.test(value))) {
    const meant = values.filter((value) => isMeant(versionIn(value), { numbers, bound }))
    return [
      {
        ...of,
        test: { is: 'oneOf', values: meant.length > 0 ? meant : [`${family}${numbers[0]}`] },
        said: having(`${fieldSaid(of.field)} ${family} ${numbers.join(' or ')}`),
      },
    ]
  }
  const kindOf = fields.find(({ name, type }) => type === 'text' && /runtime$|^engine$/i.test(name))
  if (of === undefined && kindOf !== undefined && family !== undefined && families.test(family)) {
    const said = `${family} ${numbers.join(' or ')}`
    const test = { is: 'oneOf' as const, values: numbers.map((one) => `${family}${one}`) }
    return [{ field: kindOf, test, denied: false, said: having(`${fieldSaid(kindOf)} ${said}`) }]
  }
  const isFamily = of !== undefined || (family !== undefined && families.test(family))
  const [field] = versions
    .map((one) => ({ one, values: valuesOf(one, items) }))
    .filter((each) => each.values.some((value) => /^v?\d/.test(value)))
    .toSorted((a, b) => fieldRank(a.one) - fieldRank(b.one))
  if (field === undefined) return undefined
  const meant = field.values.filter((value) => isMeant(value, { numbers, bound }))
  if (meant.length === 0 && family !== undefined && !isFamily) return undefined
  return [
    ...(of === undefined ? [] : [of]),
    {
      field: field.one,
      test: { is: 'oneOf', values: meant.length > 0 ? meant : numbers },
      denied: false,
      said: having(`${fieldSaid(field.one)} ${groupSaid({ numbers, ...(bound && { bound }) })}`),
    },
  ]
}

const valuesOf = (field: Field, items: readonly Json[]) => [
  ...new Set(items.flatMap(field.of).filter((value) => typeof value === 'string')),
]

function isMeant(
  value: string,
  { numbers, bound }: { numbers: readonly string[]; bound: Bound | undefined },
) {
  if (bound === undefined) return numbers.some((one) => isOf(value, one))
  return numbers.some((one) => isWithin(value, one, bound))
}

/** Whether a version is older or newer than one, or that one where it may be. */
export function isWithin(value: string, than: string, { more, orEqual }: Bound): boolean {
  if (isOf(value, than)) return orEqual
  return isOlder(value, than) !== more
}

/** `18` of `nodejs18.x`, `3.9` of `python3.9`. */
const versionIn = (value: string) => /\d+(?:\.\d+)*/.exec(value)?.[0] ?? ''

/** 15.8 is a 15, and 1.31 no 1.3. */
const isOf = (value: string, wanted: string) => {
  const own = value.replace(/^v/, '')
  return own === wanted || own.startsWith(`${wanted}.`) || own.startsWith(`${wanted}-`)
}

/** Whether the first of two versions is the older one. */
function isOlder(one: string, other: string): boolean {
  const [own, than] = [one, other].map((version) => versionIn(version).split('.').map(Number))
  for (const [at, wanted] of (than ?? []).entries()) {
    const part = own?.[at] ?? 0
    if (part !== wanted) return part < wanted
  }
  return false
}
