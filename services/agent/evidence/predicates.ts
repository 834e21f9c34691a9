import type { Fact, Facts } from './facts.ts'
import type { ReadIndex } from './read-index.ts'
import { saidValues } from './said-values.ts'
import { meets, ofText, type Predicate, type Thing, type Verdict } from './verdicts.ts'
import { root, stem } from './words.ts'

interface Read {
  index: ReadIndex
  facts: Facts
}

/** Yes and no (`encrypted`, `no deletion protection`), states (`running`), what is missing (`without an owner`). */
export function predicatesIn(text: string, read: Read): Predicate[] {
  const tokens = tokensOf(text)
  return [
    ...truths(text, tokens, read),
    ...saidValues(text, tokens, read),
    ...kept(text, read),
    ...states(text, read),
    ...absences(text, read),
    ...nevers(text, read),
  ]
}

interface Token {
  root: string
  /** Of the word as it is written. */
  whole: string
  index: number
  end: number
  /** `unencrypted`. */
  isNot: boolean
}

function tokensOf(text: string): Token[] {
  return [...text.matchAll(/[\p{L}\d]+/gu)].map(({ 0: word, index }) => {
    const end = index + word.length
    const isSingle = /^single$/i.test(word) && /^[- ]az\b/i.test(text.slice(end))
    const contrary = isSingle
      ? 'multi'
      : /^disabled$/i.test(word)
        ? 'enabled'
        : /^(?:un|non)(.{4,})$/i.exec(word)?.[1]
    return {
      root: root(contrary ?? word),
      whole: root(word),
      index,
      end,
      isNot: contrary !== undefined,
    }
  })
}

function* truths(text: string, tokens: readonly Token[], { facts }: Read): Generator<Predicate> {
  const phrases = phrasesOf(facts)
  for (const [phrase, some] of phrases) {
    const words = phrase.split(' ')
    if (phrase === '' || words.length > 4) continue
    for (const [at, token] of tokens.entries()) {
      if (!words.every((word, nth) => tokens[at + nth]?.root === word)) continue
      const last = tokens[at + words.length - 1] ?? token
      const said = { index: token.index, end: last.end, isNot: token.isNot }
      const is = polarity(text, said)
      if (is === undefined || isNounAlone(text, said) || isEvent(text, said)) continue
      yield {
        text: text.slice(token.index, last.end),
        index: token.index,
        verdict: ({ own, linked }) => verdictOf(some, { own, linked, is }),
      }
    }
  }
}

/** `Encryption: all but one` says of nothing that it is so. */
const isNounAlone = (text: string, { index, end }: { index: number; end: number }): boolean =>
  /(?:ion|ment)s?$/i.test(text.slice(index, end)) &&
  !/^(?:: (?:yes|no|true|false|on|off|enabled|disabled)\b| (?:is|are|was|were|set|turned|switched|on|off|enabled|disabled)\b)/i.test(
    text.slice(end),
  ) &&
  !/\b(?:no|without|lacks?|lacking|missing|enabled?|disabled?|has|have|with)(?: [a-z]+)? $/i.test(
    text.slice(0, index),
  )

/** `was rotated by hand in May`: what happened once, and no state. */
const isEvent = (text: string, { index, end }: { index: number; end: number }): boolean =>
  /\b(?:was|were|got|last|been) $/i.test(text.slice(0, index)) &&
  /^ (?:by|manually|on|in|at|last|again|yesterday|today|before|after)\b/i.test(text.slice(end))

/** What is kept for 0 days is off: `automated backups are disabled`. */
function* kept(text: string, { facts }: Read): Generator<Predicate> {
  const said =
    /\b(no |without )?(?:automated |automatic )?backups?\b(?: (?:is|are|was|were|have been|turned|switched))*(?: (disabled|enabled|on|off|not enabled|not disabled)\b)?/gi
  for (const { 0: all, 1: none, 2: how, index: at } of text.matchAll(said)) {
    if ((none === undefined) === (how === undefined)) continue
    const is = none === undefined && /^(?:enabled|on|not disabled)$/i.test(how ?? '')
    const some = facts.all.filter(
      ({ words }) => words.includes('backup') && words.includes('retention'),
    )
    yield {
      ...{ text: all, index: at },
      verdict: ({ own }) => {
        const its = some.filter(({ rows }) => meets(own, rows))
        if (its.length === 0) return 'lacks'
        return its.some(({ groups }) => meets(groups.get('0'), own)) === is ? 'other' : 'has'
      },
    }
  }
}

const known = new WeakMap<Facts, Map<string, Fact[]>>()

/** Members that are yes or no, by the words that tell them. */
function phrasesOf(facts: Facts): Map<string, Fact[]> {
  const before = known.get(facts)
  if (before !== undefined) return before
  const truths = facts.all.filter(isTruth)
  const made = Map.groupBy(truths, ({ words }) => phraseOf(words).join(' '))
  // `encrypted` may be at rest, in transit, or with a key.
  const encrypted = truths.filter(({ words }) => words.some((word) => root(word) === 'encrypt'))
  if (encrypted.length > 0) made.set('encrypt', encrypted)
  const enabled = truths.filter(
    ({ words }) => words.length === 1 && root(words[0] ?? '') === 'enabl',
  )
  if (enabled.length > 0) made.set('enabl', enabled)
  known.set(facts, made)
  return made
}

function verdictOf(facts: readonly Fact[], { own, linked, is }: Thing & { is: boolean }): Verdict {
  const its = facts.filter(({ rows }) => meets(own, rows))
  const some = its.length > 0 ? its : facts.filter(({ rows }) => meets(linked, rows))
  if (some.length === 0) return 'lacks'
  const rows = its.length > 0 ? own : linked
  return some.some(({ groups }) => (is ? yes : no).some((one) => meets(groups.get(one), rows)))
    ? 'has'
    : 'other'
}

const yes = ['true', 'kms', 'aes256']
const no = ['false', 'none']

const isTruth = ({ groups, words }: Fact): boolean =>
  words.length <= 5 &&
  !words.includes('only') &&
  (groups.has('true') ||
    groups.has('false') ||
    (words.includes('encryption') &&
      [...groups.keys()].every((one) => yes.includes(one) || no.includes(one))))

/** `StorageEncrypted` is told by `encrypted`, `PerformanceInsightsEnabled` by the two words before. */
const phraseOf = (words: readonly string[]): string[] =>
  words.filter((word) => !plain.has(word)).map(root)
const plain = new Set(['enabl', 'enable', 'is', 'storage', 'status', 'db', 'iam'])

/** Whether it is said to be so; undefined where that is not plain. */
function polarity(
  text: string,
  { index, end, isNot }: { index: number; end: number; isNot: boolean },
): boolean | undefined {
  const near = /[^,;:()]{0,45}$/.exec(text.slice(Math.max(0, index - 45), index))?.[0] ?? ''
  const before = near.replace(/^.*\b(?:while|whereas|but|although|though|and)\b(?! not\b)/i, ' ')
  const after = /^[^,;().]{0,32}/.exec(text.slice(end))?.[0] ?? ''
  if (/^ or not\b/i.test(after) || /\bas (?:it|they|one) should\b/i.test(text.slice(end)))
    return undefined
  const told = /^: (?:(yes|true|on|enabled)|no|false|off|disabled|none)\b/i.exec(after)
  if (told !== null) return (told[1] !== undefined) !== isNot
  if (/\b(?:whether|if|should|would|could|can|or)\b/i.test(before)) return undefined
  const denials = [
    isNot,
    /\b(?:no|not|non|without|lacks?|lacking|missing|never|neither|none)\b[- ]?[^.]*$|n['’]t\b[^.]*$/i.test(
      before,
    ),
    /^ (?:(?:is|are|was|were|set|turned|switched|currently|to) )*(?:not|off|disabled|missing|false|no)\b/i.test(
      after,
    ),
    /\b(?:disabled?)(?: the)? $/i.test(before),
    /^(?: [a-z]+){1,3} (?:is|are|set|turned|switched) (?:off|to false)\b/i.test(after),
  ].filter((one) => one)
  return denials.length > 1 ? undefined : denials.length === 0
}

/** Of volumes and the like. */
const attachments = [
  ['available', 'unattached', 'detached', 'not attached'],
  ['in-use', 'in use', 'attached'],
]

/** Words that exclude each other, and how else they are said; the first is what AWS answers. */
const families: readonly (readonly (readonly string[])[])[] = [
  [
    ['running', 'up and running'],
    ['stopped', 'shut down', 'switched off', 'powered off'],
    ['stopping'],
    ['pending'],
    ['terminated'],
  ],
  attachments,
  [['ok'], ['alarm', 'alarming', 'firing'], ['insufficient_data', 'insufficient data']],
  [['active'], ['inactive'], ['failed']],
  [['internet-facing', 'public-facing'], ['internal']],
  [['completed'], ['error']],
]

const spoken = new Map(
  families.flatMap((family) =>
    family.flatMap((words) =>
      words.map((word) => [word, { state: words[0] ?? word, family }] as const),
    ),
  ),
)

const said = new RegExp(
  `(?<![\\w-])(${[...spoken.keys()].sort((one, other) => other.length - one.length).join('|')})(?![\\w-])`,
  'gi',
)

function* states(text: string, { index, facts }: Read): Generator<Predicate> {
  for (const { 0: word, index: at } of text.matchAll(said)) {
    const known = spoken.get(word.toLowerCase())
    if (known === undefined || !isSaidSo(text, { at, word })) continue
    const others = known.family.map(([one = '']) => one).filter((one) => one !== known.state)
    yield {
      text: word,
      index: at,
      verdict: (thing) => {
        const isOfOthers =
          known.family === attachments &&
          ![...thing.own].some((row) =>
            /volume|interface|unused/i.test(index.rows[row]?.kind ?? ''),
          )
        if (isOfOthers) return 'lacks'
        const has = (state: string) =>
          [...thing.own].some((row) => index.hasText(row, state)) ||
          (known.family === families[0] &&
            index.placesOf(state).some(({ row }) => thing.own.has(row)))
        if (has(known.state)) return 'has'
        if (!others.some(has)) return 'lacks'
        return ofText(known.state, thing, { index, facts }) === 'has' ? 'has' : 'other'
      },
    }
  }
}

/** `is running`, `the stopped x`, `all internal`: not `running costs`, nor what is denied. */
function isSaidSo(text: string, { at, word }: { at: number; word: string }): boolean {
  const before = text.slice(Math.max(0, at - 60), at)
  const clause = (/[^,;:()]*$/.exec(before)?.[0] ?? '').replaceAll(/[\w./]+[-.][\w./-]+/g, ' ')
  if (
    /\b(?:not|never|no|none|nothing|neither|nor|longer|if|when|until|should|would|could|without|to be|or|than|cannot)\b|n['’]t\b/i.test(
      clause,
    )
  )
    return false
  const after = text.slice(at + word.length)
  if (/^ to (?:nothing|none|nobody|no\b)/i.test(after)) return false
  if (/^[A-Z_ ]+$/.test(word)) return true
  return (
    /(?:^|\b(?:is|are|has|have|been|currently|still|now|all|both|in|the|an?|and|remains?|as|state:?|status:?|shows?|latter|former|one) |[(,:–—-] ?)["“]?$/i.test(
      before,
    ) &&
    !/^ (?:costs?|counts?|tasks?|time|total|out|for free|zones?|in the background)\b/.test(after)
  )
}

/** `was never used`: what a member such as `RoleLastUsed` tells of others. */
function* nevers(text: string, { index, facts }: Read): Generator<Predicate> {
  for (const { 0: all, 1: word = '', index: at } of text.matchAll(
    /\b(?:was|were|has|have) never (?:been )?([a-z]{4,})\b/gi,
  )) {
    const some = facts.all.filter(
      ({ words }) => words.includes('last') && words.map(root).includes(root(word)),
    )
    if (some.length === 0) continue
    yield {
      ...{ text: all, index: at },
      verdict: ({ own }) => {
        const isOf = some.some(({ kind }) =>
          [...own].some((row) => index.operationOf(index.rows[row]?.call ?? -1) === kind),
        )
        if (!isOf) return 'lacks'
        return some.some(({ rows }) => meets(own, rows)) ? 'other' : 'has'
      },
    }
  }
}

function* absences(text: string, { index, facts }: Read): Generator<Predicate> {
  const pattern =
    /\b(no|without|lacks?|lacking|missing|not have|n['’]t have|neither [^,;.]{3,60} (?:has|have))(?: an?| any| the| its)? ["“]?([A-Za-z]{3,20})["”]?(?: (?:tag|set|configured|policy))?(?=$|[,.;:)]| (?:and|or|but|in|on|is|are|at|yet|either|any|so)\b)/gi
  for (const { 0: all, 1: how = '', 2: word = '', index: at } of text.matchAll(pattern)) {
    const isNot = how.toLowerCase() !== 'with'
    const kinds = new Set<string>()
    const having = facts.all.filter(({ words }) => words.includes(stem(word)) && words.length < 4)
    if (having.length === 0) continue
    for (const { kind } of having) kinds.add(kind)
    yield {
      text: all,
      index: at,
      verdict: ({ own }) => {
        const mine = [...own].filter((row) =>
          kinds.has(index.operationOf(index.rows[row]?.call ?? -1)),
        )
        if (mine.length === 0) return 'lacks'
        const some = having.filter(
          ({ kind, rows }) =>
            mine.some((row) => index.operationOf(index.rows[row]?.call ?? -1) === kind) &&
            rows.size < index.sizeOf(kind),
        )
        if (some.length === 0) return 'lacks'
        const has = some.some(({ rows, groups }) =>
          mine.some((row) => rows.has(row) && !isDeniedIn(groups, row)),
        )
        return has === isNot ? 'other' : 'has'
      },
    }
  }
}

/** `point-in-time recovery is off`: a value that says that there is none. */
const isDeniedIn = (groups: Fact['groups'], row: number): boolean =>
  [...groups].some(
    ([value, rows]) => rows.has(row) && /\b(?:is|are|turned) off\b|^(?:none|off|no)$/i.test(value),
  )
