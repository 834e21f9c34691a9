import { usagesSaidIn } from '../../recipes/money/bill/usage-named.ts'
import { environment } from '../intents/intent.ts'
import type { Plan } from '../plan.ts'
import { isOfMoney } from './cost-words.ts'
import { serviceWordsIn } from './service-words.ts'

interface Part {
  name: string
  said: string
  at: number
}

interface PartsSaid {
  /** As the `cost` recipe takes them, in the order in which they were said. */
  names: string[]
  /** The plan without them: what is said of all. */
  rest: Plan
}

/** Parts of the bill that are held against each other: “the NAT gateways or the load balancers”, “staging vs prod”. */
export function partsSaid(plan: Plan): PartsSaid | undefined {
  const { question } = plan
  const parts = partsIn(plan)
  const chain = longest(chainsOf(parts, question))
  const names = [...new Set(chain.map(({ name }) => name))]
  if (names.length < 2) return undefined
  // What joins them says nothing of times that are held against each other.
  const cuts = chain.flatMap((part, index) => {
    const next = chain[index + 1]
    const end = part.at + part.said.length
    const joined = next === undefined ? null : joining.exec(question.slice(end, next.at))
    return [
      { at: part.at, length: part.said.length },
      ...(joined === null ? [] : [{ at: end + joined.index, length: joined[0].length }]),
    ]
  })
  const rest = cuts.reduce(
    (text, { at, length }) => text.slice(0, at) + ' '.repeat(length) + text.slice(at + length),
    question,
  )
  const isCut = ({ at }: { at: number }) =>
    cuts.some((cut) => at >= cut.at && at < cut.at + cut.length)
  const { compared: _, ...others } = plan
  return {
    names,
    rest: {
      ...others,
      question: rest,
      kinds: plan.kinds.filter((kind) => !isCut(kind)),
      words: plan.words.filter((word) => !isCut(word)),
      names: plan.names.filter((name) => rest.includes(name)),
    },
  }
}

/** Usage types, services, environments and whatever may be called so, in their order; the longer of two that overlap. */
function partsIn(plan: Plan): Part[] {
  const { question, words, names } = plan
  const usages = usagesSaidIn(question).map(({ label, said, at }) => ({ name: label, said, at }))
  const others = [
    ...names.map((name) => ({ name, said: name, at: question.indexOf(name) })),
    ...words
      .filter(({ word }) => !isOfMoney(word))
      .map(({ word, at }) => ({ name: word.replace(/'s$/, ''), said: word, at })),
  ]
  const found: Part[] = []
  for (const part of [
    ...usages,
    ...serviceWordsIn(question).map(({ said, at }) => ({ name: said.toLowerCase(), said, at })),
    ...environmentsIn(question),
    ...others,
  ])
    if (!found.some((other) => overlap(part, other))) found.push(part)
  return found.toSorted((a, b) => a.at - b.at)
}

const environmentsIn = (question: string): Part[] =>
  [...question.matchAll(/[a-z]+/gi)]
    .filter(([word]) => environment.test(word))
    .map(({ 0: said, index: at }) => ({ name: said.toLowerCase(), said, at }))

const overlap = (a: Part, b: Part) => a.at < b.at + b.said.length && b.at < a.at + a.said.length

const joining = /\b(?:vs\.?|versus|than|against|compared (?:to|with))(?=\W|$)/i
const listing = /^[\s,]*(?:or|and|,|&|\/)[\s,]*(?:(?:for|on|the|our|my|all|in|of|by|with|than) )*$/i

/** What stands side by side without a word of joining is one part: “EC2 instances”. */
function chainsOf(parts: readonly Part[], question: string): Part[][] {
  const chains: Part[][] = []
  let end = 0
  for (const part of parts) {
    const between = question.slice(end, part.at)
    const chain = chains.at(-1)
    const isJoined = joining.test(between) || listing.test(between)
    if (chain !== undefined && /^[\s-]*$/.test(between)) {
      end = part.at + part.said.length
      continue
    }
    if (chain !== undefined && isJoined && !/[.?!]/.test(between.replace(/vs\./i, '')))
      chain.push(part)
    else chains.push([part])
    end = part.at + part.said.length
  }
  return chains
}

const longest = (chains: readonly Part[][]): Part[] =>
  chains.toSorted((a, b) => b.length - a.length)[0] ?? []
