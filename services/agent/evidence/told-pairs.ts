import { type Claim, claimOf } from './claims.ts'
import type { Fact } from './facts.ts'
import { stands } from './hold-names.ts'
import { numbersIn } from './numbers.ts'
import { isOrdinaryShown } from './ordinary.ts'
import type { Statement } from './statements.ts'
import type { Surroundings } from './surroundings.ts'
import { meets } from './verdicts.ts'

/** Two that an answer tells together, and that what was read tells apart. */
export function* pairedWrongly(
  statements: readonly Statement[],
  around: Surroundings,
): Generator<Claim> {
  for (const [at, statement] of statements.entries()) {
    if (statement.isCommand || statement.cells !== undefined) continue
    yield* placedElsewhere(statement, around)
    yield* askedElsewhere(statement, around)
    yield* asideOfNone(statement, around)
    yield* calledElse(statement, around)
    yield* ofBefore(statement, around)
    yield* portsOfOthers(statement, around)
    yield* sameOnBothSides(statement)
    yield* ofEachPart(statement, statements[at - 1])
    yield* sinceThen(statement, around)
    yield* countedWith(statement, around)
    yield* failedUnread(statement, around)
    yield* neverRead(statement, around)
    yield* together(statement)
  }
}

/** `web (eu-west-1)`, where all that tools wrote has `web (us-east-1)`. */
function* placedElsewhere(statement: Statement, { index, whose }: Surroundings): Generator<Claim> {
  for (const { 0: all, 1: name = '', 2: region = '', index: at } of statement.text.matchAll(
    placed,
  )) {
    const rows = whose.namedOf(statement).find((one) => one.index === at)?.rows ?? new Set<number>()
    if ([...rows].some((row) => index.regionsOf(row).has(region))) continue
    const told = index.placesOf(name).flatMap((place) => {
      const text = index.textAt(place)
      return [...text.matchAll(/([\w./-]+)["”`*]* \(([a-z]{2}-[a-z]+-\d)\b/g)].flatMap(
        ([, of = '', where = '']) => (of === name || of.endsWith(`/${name}`) ? [where] : []),
      )
    })
    if (told.length > 0 && !told.includes(region))
      yield claimOf(statement, region, at + all.length - region.length, 'region')
  }
}

const placed = /(?<![\w./-])(\/?[a-z][\w./-]+-[\w.-]*\w) \(([a-z]{2}-[a-z]+-\d)(?=[,)])/g

/** `web (prod, eu-west-1)`, where a recipe looked at it in another region. */
function* askedElsewhere(
  statement: Statement,
  { called, index, question, whose }: Surroundings,
): Generator<Claim> {
  for (const found of statement.text.matchAll(within)) {
    const { 0: all, 1: name = '', 2: group = '', 3: region = '', index: at } = found
    const skipped = `${name} (cluster ${group})`
    const isSkipped = index
      .placesOf(skipped)
      .some((place) => /^not looked at: /.test(index.textAt(place)))
    if (isSkipped && !/\b(?:not|never)\b/i.test(statement.text.slice(0, at)))
      yield claimOf(statement, group, at + all.indexOf('(') + 1, 'name')
    const rows = whose.namedOf(statement).find((one) => one.index === at)?.rows ?? new Set<number>()
    if ([...rows].some((row) => index.regionsOf(row).size === 1)) continue
    const arns = [...called.text.matchAll(/\barn aws [a-z\d-]+ ([a-z]{2}-[a-z]+-\d) \d{12} (\S+)/g)]
    const where = arns.flatMap(([, is = '', path = '']) =>
      path.endsWith(`/${group}/${name}`) ? [is] : [],
    )
    if (where.length > 0 && !where.includes(region))
      yield claimOf(statement, region, at + all.length - region.length, 'region')
    // Of another group than any that it was looked at in.
    const isThere = ([, is = '', path = '']: readonly string[]) =>
      is === region && path.endsWith(`/${name}`)
    if (where.length === 0 && group.length > 2 && !stands(question, group) && arns.some(isThere))
      yield claimOf(statement, group, at + all.indexOf('(') + 1, 'name')
  }
}

const within =
  /(?<![\w./-])([a-z][\w.-]*\w) \((?:cluster )?([a-z][\w-]*), ([a-z]{2}-[a-z]+-\d)(?=[,)])/g

/** `web (staging, us-east-1)`, `orders-db (postgres)`: one word that is another's, or nobody's. */
function* asideOfNone(
  statement: Statement,
  { index, question, whose }: Surroundings,
): Generator<Claim> {
  for (const found of statement.text.matchAll(aside)) {
    const { 0: all, 1: name = '', 2: word = '', 3: region, index: at } = found
    if (usualAside.test(word) || stands(question, word)) continue
    const rows =
      whose.namedOf(statement).find((one) => one.index === at)?.rows ?? index.rowsWith(name)
    if (rows === undefined || rows.size === 0 || rows.size > 12) continue
    const from = at + all.indexOf('(') + 1
    const places = index.placesOf(word)
    if (places.length === 0) {
      if (region !== undefined) yield claimOf(statement, word, from, 'name')
      continue
    }
    // As a whole value of another row, in a place where its own has something else.
    const whole = places.filter((place) => index.textAt(place) === word)
    if (places.some(({ row }) => rows.has(row)) || whole.length === 0) continue
    const slots = new Set(whole.map(({ row, path }) => slotOf(path, index.rows[row]?.kind)))
    const isElse = [...rows].some((row) =>
      index
        .textsOf(row)
        .some(
          (one) => slots.has(slotOf(one.path, index.rows[row]?.kind)) && index.textAt(one) !== name,
        ),
    )
    if (isElse) yield claimOf(statement, word, from)
  }
}

const aside =
  /(?<![\w./-])([a-z][\w.-]*\w)\*{0,2} \((?:cluster |engine )?([a-z][a-z-]{2,})(?:, ([a-z]{2}-[a-z]+-\d))?\)/g
const usualAside =
  /^(?:.*(?:ed|able|less)|unused|public|private|empty|idle|default|none|new|old|global|today|yesterday|both|all|never|only|its?|the)$/
const slotOf = (path: string, kind: string | undefined): string =>
  `${kind} ${path.replace(/^.*?items\[\d+\]/, '')}`

/** `Claude Verse 4.6 (anthropic.claude-sonnet-4-6)`: its row calls it otherwise. */
function* calledElse(statement: Statement, { index }: Surroundings): Generator<Claim> {
  for (const { 1: name = '', 2: id = '', index: at } of statement.text.matchAll(called)) {
    const rows = index.rowsWith(id)
    if (rows === undefined || rows.size === 0 || rows.size > 3) continue
    const first = name.toLowerCase().split(' ')[0] ?? ''
    const its = [...rows].flatMap((row) => index.textsOf(row).map((one) => index.textAt(one)))
    const alike = its.filter((text) => text.startsWith(`${first} `) && text.length < 60)
    if (
      alike.length > 0 &&
      !alike.includes(name.toLowerCase()) &&
      !its.some((one) => one.includes(name.toLowerCase()))
    )
      yield claimOf(statement, name, at, 'name')
  }
}

const called =
  /(?<![\w.-])(?<![A-Z][\w.]* )([A-Z][\w.]+(?: [A-Z\d][\w.]*){1,4}) \(([a-z][\w.:/-]{5,})\)/g

/** `the deployment of version 4.46.3`, which is what there was before. */
function* ofBefore(statement: Statement, { facts }: Surroundings): Generator<Claim> {
  for (const { 0: all, 1: value = '', index: at } of statement.text.matchAll(deployed)) {
    const isIn = ({ groups }: Fact) =>
      [...groups.keys()].some((one) => one === value || one.endsWith(`:${value}`))
    const of = (word: string) => facts.all.filter(({ words }) => words.at(-1) === word)
    const [before, after] = [of('before'), of('after')]
    if (before.some(isIn) && after.length > 0 && !after.some(isIn))
      yield claimOf(statement, value, at + all.length - value.length, 'name')
  }
}

const deployed =
  /\b(?:deployment|rollout|release|roll-out) of (?:the )?(?:new )?(?:version |revision |image )?["“]?([a-z\d][\w.:-]*\d)/g

/** `ports 22 and 5432 of web-alb`, which opens others. */
function* portsOfOthers(statement: Statement, { index, facts }: Surroundings): Generator<Claim> {
  for (const { 0: all, 1: list = '', 2: name = '', index: at } of statement.text.matchAll(ports)) {
    const ids = new Set(index.placesOf(name).map(({ row }) => row))
    const rows = new Set([...(facts.thing(name) ?? []), ...ids])
    rows.delete(-1)
    for (const [port] of list.matchAll(/\d+/g)) {
      const places = index.placesOf(port)
      const near = index.numbersNear(Number(port), 0)
      const having = [...places, ...near].map(({ row }) => row).filter((row) => row !== -1)
      if (rows.size === 0 || having.length === 0 || having.some((row) => rows.has(row))) continue
      yield claimOf(statement, name, at + all.length - name.length, 'name')
      break
    }
  }
}

const ports =
  /\bports? (\d+(?:(?:, and |, | and )\d+)*) (?:of|on|in) (?:the )?(?:security group )?([a-z][\w.-]*-[\w.-]*\w)/g

/** `Last month cost $6,293.25, the month before $6,293.25`. */
function* sameOnBothSides(statement: Statement): Generator<Claim> {
  const { text } = statement
  const against =
    /\b(?:the (?:month|week|day|year|one|period) before|before that|previous(?:ly)?|against|versus|vs\.?|compared)\b/i
  if (!against.test(text) || /\b(?:same|unchanged|equal|again|each|both)\b/i.test(text)) return
  const amounts = numbersIn(text).filter(
    ({ unit, text: written }) => unit === 'money' && written.replaceAll(/\D/g, '').length > 3,
  )
  for (const [nth, { text: written, index }] of amounts.entries()) {
    const first = amounts.slice(0, nth).find((one) => one.text === written)
    if (first !== undefined && against.test(text.slice(first.index, index)))
      yield claimOf(statement, written, index, 'money')
  }
}

/** `4 instances …: $672 a day. That is $186 a day for each.` */
function* ofEachPart(statement: Statement, before: Statement | undefined): Generator<Claim> {
  const { text, block } = statement
  const match =
    /\b(?:that is|that makes|i\.e\.|or) (\$[\d,]+(?:\.\d+)?)[^.;,]{0,20} (?:for each|each|apiece)\b/i.exec(
      text,
    )
  const from = match !== null && match.index > 40 ? text.slice(0, match.index) : before?.text
  if (match === null || from === undefined) return
  if (from === before?.text && before?.block !== block) return
  const [each] = numbersIn(match[1] ?? '')
  const numbers = numbersIn(from)
  const whole = numbers.filter(({ unit }) => unit === 'money')
  const counts = numbers.filter(
    ({ unit, value }) => unit === 'none' && Number.isInteger(value) && value > 1 && value < 100,
  )
  if (each === undefined || whole.length === 0 || counts.length === 0) return
  const isTrue = whole.some((all) =>
    counts.some(({ value }) => Math.abs(all.value / value - each.value) <= each.slack + all.slack),
  )
  if (!isTrue)
    yield claimOf(statement, each.text, match.index + match[0].indexOf(each.text), 'money')
}

const dayMs = 86_400_000

/** `475 days after it was made`: from that moment of its own to another that its row has. */
function* sinceThen(statement: Statement, { index, whose, now }: Surroundings): Generator<Claim> {
  for (const { 0: all, 1: days = '', index: at } of statement.text.matchAll(since)) {
    const things = whose.nearest({ statement, index: at, text: days })
    const own = new Set(things.flatMap((thing) => [...thing.own]))
    const moments = index.moments.filter(({ row }) => own.has(row))
    const begins = moments.filter(({ path }) => begin.test(path))
    if (things.length !== 1 || begins.length === 0 || moments.length < 2) continue
    const ends = [...moments.map((one) => one.at), now.getTime()]
    const isTrue = begins.some((one) =>
      ends.some((other) => Math.abs(Math.abs(other - one.at) / dayMs - Number(days)) <= 1),
    )
    if (!isTrue) yield claimOf(statement, `${days} days`, at + all.indexOf(days), 'number')
  }
}

const since =
  /\b(\d+) days (?:after|before) (?:it|that|he|she) was (?:made|created|launched|started)\b/g
const begin = /(?:creat|launch|start|made)\w*$/i

/** `5 g5.12xlarge instances in eu-west-1`: so many have that value there, or a tool counted them. */
function* countedWith(
  statement: Statement,
  { facts, index, results }: Surroundings,
): Generator<Claim> {
  for (const match of statement.text.matchAll(valued)) {
    const [, number = '', one, other] = match
    const value = (one ?? other ?? '').toLowerCase()
    const count = Number(number)
    const region = /^[^.;:(]{0,30}? in ([a-z]{2}-[a-z]+-\d)\b/.exec(
      statement.text.slice(match.index + match[0].length),
    )?.[1]
    const sizes = facts.with(value).flatMap(({ groups }) => {
      const rows = [...(groups.get(value) ?? [])]
      const there = rows.filter((row) => region === undefined || index.regionsOf(row).has(region))
      return [rows.length, there.length]
    })
    const told = toldOf(value, results)
    if (sizes.includes(count) || told.includes(count)) continue
    if (told.length > 0 || (sizes.length > 0 && count > Math.max(...sizes)))
      yield claimOf(statement, number, match.index)
  }
}

const valued =
  /(?<![\w.,$/-])(\d{1,3}) (?:(?:running |stopped )?([a-z]\w{1,5}\.\d*(?:nano|micro|small|medium|x?large|metal))\b|(?:instances|nodes) of type ([a-z]\w{1,5}\.\w+))/g

/** `4 running g5.12xlarge instances`, as a tool wrote. */
function toldOf(value: string, results: Surroundings['results']): number[] {
  const texts = results.flatMap(({ result }) => {
    const { regions, summary } = Object(result) as { regions?: unknown; summary?: unknown }
    const all = Array.isArray(regions) ? regions : []
    return [summary, ...all.map((one) => (Object(one) as { summary?: unknown }).summary)]
  })
  return texts.flatMap((text) =>
    typeof text === 'string'
      ? [...text.toLowerCase().matchAll(/(\d{1,3}) (?:[a-z]+ )?([a-z]\w{1,5}\.\w+)/g)].flatMap(
          ([, count, of]) => (of === value ? [Number(count)] : []),
        )
      : [],
  )
}

/** `ReportTopic failed`, `in normalizeBasket:` behind an error: what nothing that was read is called. */
function* failedUnread(statement: Statement, { index, question }: Surroundings): Generator<Claim> {
  for (const { 1: one, 2: other, index: at, 0: all } of statement.text.matchAll(failing)) {
    const name = one ?? other ?? ''
    if (products.test(name) || stands(question, name.toLowerCase())) continue
    if (index.rows.length === 0 || index.placesOf(name.toLowerCase()).length > 0) continue
    if (index.members.has(name.toLowerCase())) continue
    yield claimOf(statement, name, at + all.indexOf(name), 'name')
  }
}

const failing =
  /(?<![\w.:/-])([A-Z][a-z\d]+(?:[A-Z][a-z\d]+)+)(?= (?:\([^()]*\) )?(?:failed|could not be created|was not created|fails)\b)|["”] in ([a-z]+(?:[A-Z][a-z\d]+)+)(?=[:.,;]|$)/g
const products =
  /^(?:Cloud[A-Z]\w+|Dynamo[A-Z]\w+|Event[A-Z]\w+|Guard[A-Z]\w+|Code[A-Z]\w+|Sage[A-Z]\w+|Elasti[A-Z]\w+|Open[A-Z]\w+|Git[A-Z]\w+|Post[A-Z]\w+|My[A-Z]\w+|Java[A-Z]\w+)$/

/** `web (prod-eu, eu-west-1) runs 1 task`: nothing that was read is of it; a recipe but looked at it. */
function* neverRead(
  statement: Statement,
  { index, question, called, whose }: Surroundings,
): Generator<Claim> {
  const match =
    /^([a-z][\w.-]*-[\w.-]*\w)(?: \([^()]*\))?,? (?:runs?|has|is|uses|keeps|failed|fails|costs?) (?=.*\d)/.exec(
      statement.text,
    )
  const name = match?.[1]
  if (name === undefined || statement.isItem || isOrdinaryShown(name)) return
  if (index.rows.length === 0 || index.placesOf(name).length > 0 || stands(question, name)) return
  if (stands(called.sent, name) || !stands(called.text.toLowerCase(), name)) return
  if (whose.namedOf(statement).some((one) => one.index === 0)) return
  yield claimOf(statement, name, 0, 'name')
}

/** `6, staging 1 (9 together)`. */
function* together(statement: Statement): Generator<Claim> {
  const match = / \((\d+) (?:together|in all|altogether)\)\.?$/.exec(statement.text)
  if (match === null) return
  const before = statement.text.slice(0, match.index).replaceAll(/\([^()]*\)/g, ' ')
  const values = numbersIn(before).filter(({ unit }) => unit === 'none')
  const sum = values.reduce((all, { value }) => all + value, 0)
  if (
    values.length > 1 &&
    sum !== Number(match[1]) &&
    !meets(new Set([Number(match[1])]), new Set(values.map(({ value }) => value)))
  )
    yield claimOf(statement, match[1] ?? '', match.index + 2)
}
