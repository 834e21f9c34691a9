import type { Fact, Facts } from './facts.ts'
import type { ReadIndex } from './read-index.ts'
import { meets, type Predicate, type Thing, type Verdict } from './verdicts.ts'
import { root, wordsOf } from './words.ts'

interface Phrase {
  words: readonly string[]
  value: string
  facts: Fact[]
}

/** What `predicatesIn` knows of its text: each word, and where it stands. */
export interface Token {
  whole: string
  index: number
  end: number
}

/** Values that things share: `provisioned` of tables whose mode is PROVISIONED, `in progress` of IN_PROGRESS. */
export function* saidValues(
  text: string,
  tokens: readonly Token[],
  { index, facts }: { index: ReadIndex; facts: Facts },
): Generator<Predicate> {
  const phrases = phrasesOf(facts)
  for (const [at, token] of tokens.entries()) {
    for (const phrase of phrases.get(token.whole) ?? []) {
      if (!phrase.words.every((word, nth) => tokens[at + nth]?.whole === word)) continue
      const last = tokens[at + phrase.words.length - 1] ?? token
      if (!isPlain(text, token.index, last.end)) continue
      yield {
        text: text.slice(token.index, last.end),
        index: token.index,
        verdict: (thing) => verdictOf(phrase, thing, index),
      }
    }
  }
}

/** Something else in a member that has it of others, and it stands nowhere in what is read of the thing. */
function verdictOf({ value, facts, words }: Phrase, thing: Thing, index: ReadIndex): Verdict {
  const its = facts.filter(({ rows }) => meets(thing.own, rows))
  if (its.length === 0) return 'lacks'
  if (its.some(({ groups }) => meets(groups.get(value), thing.linked))) return 'has'
  const stands = [...thing.linked].some((row) =>
    index.textsOf(row).some((place) => {
      const roots = new Set(wordsOf(index.textAt(place)).map(root))
      return words.every((word) => roots.has(word))
    }),
  )
  return stands ? 'has' : 'other'
}

/** Neither denied nor supposed, and no part of a name. */
function isPlain(text: string, at: number, end: number): boolean {
  if (
    /[\w./-]$/.test(text.slice(Math.max(0, at - 1), at)) ||
    /^(?:[\w/-]|\.\w)/.test(text.slice(end))
  )
    return false
  const before = text.slice(Math.max(0, at - 70), at)
  const clause = (/[^,;:()]*$/.exec(before)?.[0] ?? '').replaceAll(/[\w./]+[-.][\w./-]+/g, ' ')
  if (denied.test(clause)) return false
  const isTold = told.test(before) || at === 0
  return (
    isTold &&
    /^(?:$|["”]?[.,;:)|·]| (?:since|at|for|in|and|now|again|but|because|though|with|on)\b| [–—·])/.test(
      text.slice(end),
    )
  )
}

const denied =
  /\b(?:not|never|no|none|nothing|neither|nor|longer|if|when|until|should|would|could|may|might|without|to be|or|than|cannot|except|besides|but|other|unlike)\b|n['’]t\b/i
const told =
  /(?:\b(?:is|are|was|were|been|remains?|still|currently|now|all|both|state|status|mode|latter) |['’]s (?:still |already |now )?|\b(?:is|are) in |[:,(·–—] ?)["“]?$/i

const known = new WeakMap<Facts, Map<string, Phrase[]>>()

function phrasesOf(facts: Facts): Map<string, Phrase[]> {
  const before = known.get(facts)
  if (before !== undefined) return before
  const made = new Map<string, Phrase[]>()
  for (const fact of facts.all) {
    if (!isShared(fact)) continue
    for (const value of fact.groups.keys()) {
      const words = spoken.get(value) ?? wordsOf(value)
      if (words.length === 0 || words.length > 4 || !/^[a-z][a-z _-]{3,30}$/.test(value)) continue
      const roots = words.map(root)
      const [first = ''] = roots
      const some = made.get(first) ?? []
      made.set(first, some)
      const same = some.find((one) => one.value === value)
      if (same === undefined) some.push({ words: roots, value, facts: [fact] })
      else same.facts.push(fact)
    }
  }
  known.set(facts, made)
  return made
}

/** Of few values, each row one of them: what a state is. */
const isShared = ({ groups, rows, isName, words }: Fact): boolean =>
  !isName &&
  groups.size > 1 &&
  groups.size <= 8 &&
  states.has(words.at(-1) ?? '') &&
  [...groups.values()].reduce((sum, some) => sum + some.size, 0) === rows.size

const states = new Set([
  'state',
  'type',
  'tier',
  'status',
  'mode',
  'eligibility',
  'health',
  'schem',
  'scheme',
  'lifecycle',
])

/** As people say what AWS calls otherwise. */
const spoken = new Map([['pay_per_request', ['on', 'demand']]])
