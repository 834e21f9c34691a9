import type { Claim } from './claims.ts'
import { coordinated, type Named } from './mentions.ts'
import { verdictOf } from './other-things.ts'
import { predicatesIn } from './predicates.ts'
import type { Statement } from './statements.ts'
import type { Surroundings } from './surroundings.ts'
import { meets, type Predicate, type Thing } from './verdicts.ts'
import { stem } from './words.ts'

/** What is said of what it is not so of: the words, or the names of those listed that do not belong. */
export function saidFalsely(
  statements: readonly Statement[],
  claims: readonly Claim[],
  around: Surroundings,
): Claim[] {
  const found: Claim[] = []
  const flag = (statement: Statement, { text, index }: Pick<Predicate, 'text' | 'index'>) => {
    found.push({ kind: 'value', text, statement, index, words: new Set() })
  }
  const { whose } = around
  // Cells of a column are often the same.
  const known = new Map<string, readonly Predicate[]>()
  const inCell = (text: string): readonly Predicate[] => {
    const made = known.get(text) ?? predicatesIn(text, around)
    known.set(text, made)
    return made
  }
  for (const statement of statements) {
    if (statement.isCommand) continue
    if (statement.cells !== undefined) {
      for (const one of falseCells(statement, inCell, around)) flag(statement, one)
      continue
    }
    const said = [...predicatesIn(statement.text, around), ...attributesIn(statement.text, around)]
    for (const predicate of said) {
      const where = { ...predicate, statement }
      if (whose.isOther(where, predicate.verdict, 'are read')) flag(statement, predicate)
    }
  }
  for (const statement of statements) {
    for (const name of falseExceptions(statement, around)) flag(statement, name)
    for (const name of namedBefore(statement, around)) flag(statement, name)
    for (const name of toldTwice(statement, around)) flag(statement, name)
    for (const name of falseOnlyOnes(statement, around)) flag(statement, name)
  }
  for (const list of listsOf(statements, claims, around)) {
    for (const predicate of list.predicates) {
      const verdicts = list.members.map((one) => ({
        ...one,
        verdict: predicate.verdict(one.thing),
      }))
      const others = verdicts.filter(({ verdict }) => verdict === 'other')
      const has = verdicts.filter(({ verdict }) => verdict === 'has')
      if (others.length === 0) continue
      if (has.length > others.length || (has.length > 0 && list.isExact))
        for (const { name, statement } of others) flag(statement, name)
      else if (has.length === 0 && others.length === verdicts.length && list.lead !== undefined)
        flag(list.lead, predicate)
    }
  }
  return found
}

/** `its risk is high`: a value of the member that is named. */
function* attributesIn(text: string, { facts }: Surroundings): Generator<Predicate> {
  for (const { 0: all, 1: member = '', 2: value = '', index } of text.matchAll(attribute)) {
    const having = facts
      .with(value)
      .filter(({ words, isName }) => !isName && words.at(-1) === stem(member))
    if (having.length === 0) continue
    yield {
      ...{ text: value, index: index + all.length - value.length },
      verdict: ({ own, linked }) =>
        having.some(({ groups }) => meets(groups.get(value.toLowerCase()), linked))
          ? 'has'
          : having.some(({ rows }) => meets(rows, own))
            ? 'other'
            : 'lacks',
    }
  }
}

const attribute =
  /\b(?:its|whose|their|the) (?:[a-z]+ )?([a-z]{3,}) (?:is|was) (?:still |only |now )?([a-z_]{3,})(?=[.,;)]|$)/gi

/** `all but align-04 are running`, `everything except a and b is encrypted`: of which it is so all the same. */
function* falseExceptions(statement: Statement, around: Surroundings): Generator<Named> {
  const { text, cells, isCommand } = statement
  const match = /\b(?:all|every\w*)(?: [a-z]+)? (?:but|except(?: for)?|apart from) (?:the )?/i.exec(
    text,
  )
  if (match === null || cells !== undefined || isCommand) return
  const { whose } = around
  const from = match.index + match[0].length
  const [group = []] = coordinated(
    text,
    whose.namedOf(statement).filter(({ index }) => index >= from),
  )
  if (group[0] === undefined || group[0].index > from + 2) return
  const behind = (group.at(-1)?.index ?? 0) + (group.at(-1)?.text.length ?? 0)
  const clause = /^[^;.]*/.exec(text.slice(behind))?.[0] ?? ''
  const label = /^[^:]{3,30}: /.exec(text.slice(0, match.index))?.[0] ?? ''
  const said = predicatesIn(
    clause.length > 4 ? `they${clause}` : `${label.replace(': ', '')} is on`,
    around,
  )
  const [predicate] = said
  if (predicate === undefined || said.length > 1) return
  for (const name of group) if (predicate.verdict(whose.thingOf(name.rows)) === 'has') yield name
}

/** `a (731 GB), a (292 GB)`: one of them is another. */
function* toldTwice(statement: Statement, { index, whose }: Surroundings): Generator<Named> {
  const { text, cells } = statement
  if (cells !== undefined) return
  const asideOf = ({ index: at, text: name }: Named) =>
    /^ (\([^()]*\))/.exec(text.slice(at + name.length))?.[1]
  for (const group of coordinated(text, whose.namedOf(statement)))
    for (const [at, name] of group.entries()) {
      const first = group.slice(0, at).find((one) => one.text === name.text)
      const aside = asideOf(name)
      // Two may be called so, each in its cluster.
      if (name.rows.size > 1) continue
      // So a tool wrote it.
      if (aside !== undefined && index.placesOf(`${name.text} ${aside}`).length > 0) continue
      if (first !== undefined && aside !== undefined && aside !== asideOf(first)) yield name
    }
}

/** `The other four (a, b, c and d)`: one of which the answer has just told among the first. */
function* namedBefore(statement: Statement, { whose, statements }: Surroundings): Generator<Named> {
  const { text, cells } = statement
  const match =
    /\bthe (?:other|remaining)(?: [a-z]+| \d+){1,2} \(|\b(?:the others|the rest|the other \w+): /i.exec(
      text,
    )
  if (match === null || cells !== undefined) return
  const from = match.index + match[0].length
  const [group = []] = coordinated(
    text,
    whose.namedOf(statement).filter(({ index }) => index >= from),
  )
  const at = statements.indexOf(statement)
  const before = statements.slice(0, at).filter(({ block }) => block >= statement.block - 1)
  const told = before.flatMap((one) => {
    const [first] = whose.namedOf(one)
    return one.isItem && first !== undefined && first.index < 3 ? [first.text] : []
  })
  for (const name of group) if (told.includes(name.text)) yield name
}

/** `The only stopped machine is search-eu-2`, which runs. */
function* falseOnlyOnes(statement: Statement, around: Surroundings): Generator<Named> {
  const { text, cells, isCommand } = statement
  if (cells !== undefined || isCommand) return
  const match = onlyOne.exec(text)
  if (match === null) return
  const from = match.index + match[0].length
  const name = around.whose.namedOf(statement).find(({ index }) => index === from)
  if (name === undefined) return
  const said = predicatesIn(`it is ${match[1]}.`, around)
  const thing = around.whose.thingOf(name.rows)
  if (said.some((one) => one.verdict(thing) === 'other')) yield name
}

const onlyOne =
  /\bthe (?:only|single|one) ([a-z]+(?:-[a-z]+)?) [a-z ]{3,40}(?:in [a-z]{2}-[a-z]+-\d )?(?:is|was) (?:the )?["“]?/i

/** `encrypted`, `no deletion protection` in a row of a table. */
function* falseCells(
  statement: Statement,
  inCell: (text: string) => readonly Predicate[],
  around: Surroundings,
): Generator<Predicate> {
  for (const [nth, { text, index }] of (statement.cells ?? []).entries()) {
    if (nth === 0 || text.length > 40) continue
    for (const predicate of inCell(text)) {
      const where = { kind: 'value', statement, text, index: index + predicate.index } as const
      const { rows, by } = around.scopeOf({ ...where, words: new Set() })
      if (by === 'row' && predicate.verdict({ own: rows, linked: rows }) === 'other')
        yield { ...predicate, index: where.index }
    }
  }
}

interface List {
  /** Undefined where the question has the words. */
  lead: Statement | undefined
  predicates: readonly Predicate[]
  members: readonly { name: Named; statement: Statement; thing: Thing }[]
  isExact: boolean
}

/** Items below a sentence that ends with a colon, names behind one, and what answers `Which …?` first. */
function* listsOf(
  statements: readonly Statement[],
  claims: readonly Claim[],
  around: Surroundings,
): Generator<List> {
  const { whose } = around
  const question = lastLine(around.asking)
  const asked = /^(?:which|what|show|list|are there|is there|do we have|any|find)\b/i.test(question)
    ? // Of two questions nobody knows which a list answers.
      /\b(?:and|or|,) (?:which|what|who|how|are|is|do|does|where|why)\b/i.test(question)
      ? []
      : predicatesIn(question, around)
    : []
  let isAnswered = false
  for (const [at, lead] of statements.entries()) {
    if (lead.cells !== undefined || lead.isCommand) continue
    const isLead = !lead.isItem && /:$/.test(lead.text.trim())
    const items = isLead ? itemsBelow(statements, at) : []
    const lead2 = namely.exec(lead.text)?.[1]?.length
    const isNamely = whose.namedOf(lead).some(({ index }) => index - 1 === lead2)
    const colon = /:(?= )/.exec(lead.text)?.index ?? (isNamely ? lead2 : undefined)
    const inline = whose.namedOf(lead).filter(({ index }) => colon !== undefined && index > colon)
    const [first = []] = coordinated(lead.text, inline)
    const until = lead.text.slice(0, colon ?? lead.text.length)
    const from =
      until.search(
        /(?:, and|, but|; | and (?=\w+ (?:is|are|has|have)\b))(?!.*(?:, and|, but|; ))/,
      ) + 1
    const own = [
      ...predicatesIn(until, around).filter(({ index }) => index >= from),
      ...valuesIn(lead, { claims, until: colon ?? lead.text.length, around }),
    ]
    const isFirst = !isAnswered && at < 3
    const denies = /^(?:no|none|nothing|not|nein|all|every|nobody)\b/i.test(lead.text)
    if (items.length > 0) {
      const isOpen = !isAnswered
      isAnswered = true
      const members = items.flatMap((item) => {
        const named = whose.namedOf(item)
        const [name] = named
        // `us-east-1: a, b and c`
        const label = /^[^:()]{2,30}: /.exec(item.text)?.[0].length
        const listed = coordinated(item.text, named)[0] ?? []
        if (name !== undefined && label !== undefined && name.index - label < 3)
          return listed.map((one) => ({
            name: one,
            statement: item,
            thing: whose.thingOf(one.rows),
          }))
        return name === undefined || name.index > 3
          ? []
          : [{ name, statement: item, thing: whose.thingOf(name.rows) }]
      })
      const predicates = own.length > 0 || denies ? own : isOpen ? asked : []
      if (/\bexcept|\bother|\bbut\b/i.test(lead.text)) continue
      yield { lead: own.length > 0 ? lead : undefined, predicates, members, isExact: false }
    } else if (first.length > 0 && colon !== undefined) {
      const members = membersOf(lead, first, around)
      const predicates = own.length > 0 || denies ? own : isFirst ? asked : []
      isAnswered = true
      if (/\bexcept|\bbut\b/i.test(lead.text.slice(0, colon))) continue
      yield { lead: own.length > 0 ? lead : undefined, predicates, members, isExact: true }
    }
  }
}

/** `Two run on python3.9, namely a and b`, `The two without an owner are a and b`. */
const namely =
  /^((?:(?:The|These|Those|Only|Of (?:these|those|them),?) )?(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|\d+|ones?)\b[^:;.,]{4,70}(?:, (?:namely|that is)| (?:are|is|were))) /

interface Values {
  claims: readonly Claim[]
  until: number
  around: Surroundings
}

/** `run on python3.9:`, `were created on 2025-11-08:` */
function valuesIn(lead: Statement, { claims, until, around }: Values): Predicate[] {
  if (
    /\b(?:not|no|never|than|except|between|or|since|before|after|from|against)\b/i.test(lead.text)
  )
    return []
  // What comes before `the other three` is not said of them.
  const from = lead.text.search(/\bothers?\b/i)
  const told = claims.filter(
    ({ statement, index, kind, number }) =>
      statement === lead &&
      index >= Math.max(0, from) &&
      index < until &&
      (verdicts.has(kind) || (kind === 'number' && number?.unit !== 'none')),
  )
  return alternatives(told, around).map((some) => ({
    ...{ text: some[0].text, index: some[0].index },
    verdict: (thing) => {
      const all = some.map((claim) => verdictOf(claim, thing, around))
      return all.includes('has') ? 'has' : all.includes('lacks') ? 'lacks' : 'other'
    },
  }))
}

/** `four in us-east-1 and one in eu-west-1`, `on nodejs18.x and python3.9`: of one member each has one of them. */
function alternatives(told: readonly Claim[], { facts }: Surroundings): [Claim, ...Claim[]][] {
  const made: [Claim, ...Claim[]][] = []
  for (const claim of told) {
    const known = made.find(
      ([first]) =>
        first.kind === claim.kind &&
        (claim.kind === 'region' ||
          facts.with(first.text).some(({ groups }) => groups.has(claim.text.toLowerCase()))),
    )
    if (known === undefined) made.push([claim])
    else known.push(claim)
  }
  return made
}

const verdicts = new Set(['name', 'value', 'time', 'region', 'id', 'address'])

const membersOf = (statement: Statement, group: readonly Named[], { whose }: Surroundings) =>
  group.map((name) => ({ name, statement, thing: whose.thingOf(name.rows) }))

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? ''

function itemsBelow(statements: readonly Statement[], at: number): Statement[] {
  const lead = statements[at]
  const found: Statement[] = []
  for (const one of statements.slice(at + 1)) {
    if (lead === undefined || one.block > lead.block + 1 || !one.isItem) break
    found.push(one)
  }
  return found
}
