import type { Claim } from './claims.ts'
import { coordinated, type Named } from './mentions.ts'
import type { Statement } from './statements.ts'

/** What a claim may be said of, likeliest first. */
export interface About {
  group: readonly Named[]
  /** Behind the claim: `14 days (orders-db)`, `three r6i.large nodes (a, b)`. */
  isBehind: boolean
  /** In a sentence before it, or in the question. */
  isBack: boolean
  /** One of several in one clause may be meant. */
  clause: 'own' | 'earlier' | 'back'
}

interface Told {
  namedOf(statement: Statement): readonly Named[]
  /** Those before it, the nearest first: of its paragraph, and what leads to its list. */
  before(statement: Statement): readonly Statement[]
  asked: readonly Named[]
  /** What the list or table right before it is of: what each item begins with. */
  listBefore(statement: Statement): readonly Named[]
  isIn(named: Named, region: string): boolean
  /** Where something is named that was not read. */
  strangersIn(statement: Statement): readonly number[]
}

/**
 * The names nearest before the claim in its clause, those in brackets or by `for` behind it, then the
 * others of its sentence; where there is none, those of the sentences before, which `it` stands for.
 */
export function* aboutOf(
  { statement, index: at, text: said }: Pick<Claim, 'statement' | 'index' | 'text'>,
  { namedOf, before, asked, listBefore, isIn, strangersIn }: Told,
): Generator<About> {
  const { text } = statement
  const end = at + said.length
  const all = coordinated(text, namedOf(statement))
  // Beside others it is one of them, and not said of them; in brackets behind one it is of that.
  const groups = all
    .filter((group) => group.every((one) => one.index + one.text.length <= at || one.index >= end))
    .flatMap((group) => {
      const before = group.filter(({ index }) => index < at)
      const last = before.at(-1)
      if (last && /^["”]? \([^()]*$/.test(text.slice(last.index + last.text.length, at)))
        return [[last]]
      return before.length === group.length || before.length === 0
        ? [group]
        : [before.slice(-1), group.filter(({ index }) => index > at)]
    })
  if (isOfCounted.test(text.slice(0, at))) return
  if (/\b(?:at|on) $/.test(text.slice(0, at)) && hasSubjectBehind.test(text.slice(end))) return
  const behind = groups.find(([first]) => first !== undefined && first.index >= end)
  const gap = behind?.[0] === undefined ? '' : text.slice(end, behind[0].index)
  const isOfBehind =
    behind !== undefined && (inBrackets.test(gap) || byFor.test(gap) || isNounOf(text, { at, gap }))
  if (isOfBehind) yield { group: behind, isBehind: true, isBack: false, clause: 'own' }
  if (isOfBehind && exclusive.test(gap)) return
  if (/(?:[;:] |, (?:and |but |while )?)in $/i.test(text.slice(0, at)) && /-\d$/.test(said)) return
  const pair = pairBefore(text, before(statement)[0], namedOf)
  const which = [...text.slice(0, at).matchAll(/\bthe (former|latter)\b/gi)].at(-1)?.[1]
  if (pair !== undefined && which !== undefined) {
    const one = /former/i.test(which) ? pair[0] : pair[1]
    if (one !== undefined) yield { group: [one], isBehind: false, isBack: true, clause: 'own' }
    return
  }
  const former = /\bthe former\b(?:[^,;:.]|\.(?=\w))*$/.exec(text.slice(0, at))?.index
  if (former !== undefined) {
    const last = groups.filter(([one]) => one !== undefined && one.index < former).at(-1)?.[0]
    if (last !== undefined) yield { group: [last], isBehind: false, isBack: false, clause: 'own' }
    return
  }
  const latter = lastOne.exec(text.slice(0, at))?.index
  if (latter !== undefined) {
    const last = groups.flat().findLast(({ index }) => index < latter)
    if (last !== undefined) yield { group: [last], isBehind: false, isBack: false, clause: 'own' }
    return
  }
  const strangers = strangersIn(statement)
  const stranger = Math.max(-1, ...strangers.filter((index) => index < at))
  const earlier = groups
    .filter(([first]) => first !== undefined && first.index < at && first.index > stranger)
    .reverse()
  const clause = clauseStart(text, { at, groups })
  if (/\([^()]*$/.test(text.slice(0, at)) && setAgainst.test(bracketAround(text, at))) return
  if (isOfOtherBracket(text, { at, last: earlier[0]?.at(-1) })) return
  const nearest = earlier[0]?.at(-1)
  if (nearest && ofUnnamed.test(text.slice(nearest.index + nearest.text.length, at))) return
  const inClause = earlier.filter(([first]) => first !== undefined && first.index >= clause)
  for (const group of inClause) yield { group, isBehind: false, isBack: false, clause: 'own' }
  if (
    inClause.length === 0 &&
    behind !== undefined &&
    !isOfBehind &&
    !/\([^()]*$/.test(text.slice(0, at)) &&
    startsClause(text, { clause, at, gap })
  )
    yield { group: behind, isBehind: true, isBack: false, clause: 'own' }
  const list =
    inClause.length === 0 ? ofList(text.slice(clause, at), listBefore(statement), isIn) : []
  if (list.length > 0) {
    yield { group: list, isBehind: false, isBack: true, clause: 'own' }
    return
  }
  if (inClause.length === 0 && hasOwnSubject.test(text.slice(clause, at))) return
  if (inClause.length === 0 && /^ (?:for|in|on|of|by) /.test(text.slice(end, end + 5)))
    if (hasOwnSubject.test(text.slice(end).replace(/^ \w+ /, ''))) return
  for (const group of earlier.filter((one) => !inClause.includes(one)))
    yield { group, isBehind: false, isBack: false, clause: 'earlier' }
  if (earlier.length > 0 || strangers.length > 0) return
  const isBack =
    refersBack.test(text) || (behind === undefined && (statement.isItem || isElliptic.test(text)))
  if (isBack)
    for (const one of before(statement).slice(0, 3)) {
      const [first, ...rest] = coordinated(one.text, namedOf(one))
      // What it speaks of has no name, and may be what is meant.
      if (first === undefined && hasSubject.test(one.text)) return
      if (first === undefined) continue
      yield { group: first, isBehind: false, isBack: true, clause: 'back' }
      for (const group of rest.slice(-1))
        yield { group, isBehind: false, isBack: true, clause: 'back' }
      return
    }
  if (asked.length === 1 && behind === undefined)
    yield { group: asked, isBehind: false, isBack: true, clause: 'back' }
}

/** `All three are …`, `They run …`: each of what was just listed, if it is so many; `the two in eu-west-1`. */
function ofList(clause: string, list: readonly Named[], isIn: Told['isIn']): readonly Named[] {
  if (list.length < 2) return []
  const [, some, region = ''] = inRegion.exec(clause) ?? []
  const [, all, both, two] = pronoun.exec(clause) ?? ['', none]
  if (some !== undefined) {
    const own = list.filter((one) => isIn(one, region))
    return own.length > 1 && (some === 'ones' || own.length === sizeOf(some)) ? own : []
  }
  if (all === none) return []
  const said = both === undefined ? (all ?? two) : 'two'
  return said === undefined || sizeOf(said) === list.length ? list : []
}

const none = 'none'
const counts = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')
const sizeOf = (word: string): number => counts.indexOf(word.toLowerCase()) + 1 || Number(word)
const count = `${counts.join('|')}|\\d+`
const verbs =
  'are|were|have|had|all|run|use|sit|live|belong|share|came|come|began|date|point|started|failed|fail|last|still|also|reside|keep|lack|send|store|listen'
const pronoun = new RegExp(
  `^\\W*(?:they|all of (?:them|these|those)|all(?: (?:these|those|the))?(?: (${count}))?|(both)(?: of them)?|the (${count})|these|those)(?: [a-z]+s)? (?:${verbs})\\b`,
  'i',
)
const inRegion = new RegExp(`^\\W*the (ones|${count}) in ([a-z]{2}-[a-z]+-\\d) `, 'i')

/** `nine are OK`, `three of them still running`: said of so many, and of nothing that is named. */
const isOfCounted =
  /(?:^|[,:;] |\b(?:and|while|rest,) )(?:the )?(?:other |remaining )?(?:rest|others|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)(?: others?| more| of (?:them|these|those))? (?:is|are|was|were|still|remain) (?:still |in )?["“]?$|\bamong (?:the|those|them)(?: still)? $/i

/** `at 13:26, the count followed`. */
const hasSubjectBehind =
  /^(?: UTC)?,? (?:the|an?|another|its) (?:[\w]+ ){1,4}(?:followed|came|went|was|were|began|fell|rose|[a-z]{3,}ed)\b/

/** `while the three in us-east-2 are …`, `35 days for both ledger databases`: of others than were named. */
const hasOwnSubject =
  /^(?:(?:on average|in total|overall|altogether),? )?(?:the (?:first|second|third|fourth|last|next|other|rest|remaining|two|three|four|five|six|seven|eight|nine|ten|\d+)\b|all\b|every|both [a-z]+|others?\b|most\b|some\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|\d+(?: [a-z]+)? (?:is|are|have|has)\b|the (?:[\w-]+ )?(?:pair|couple|trio|ones)\b)/i

/** `a on Monday and the second key on Friday`: of something that has no name. */
const ofUnnamed =
  /(?:,|\band|;) the (?!same\b|only\b|one\b)(?:[a-z][\w-]* ){1,4}(?:on|at|in|from|is|was|with|has|since|to) (?:[a-z]+ )?["“(]?$/

/** `a and b do. The former is …; the latter …`: the two that the sentence before tells last. */
function pairBefore(
  text: string,
  last: Statement | undefined,
  namedOf: Told['namedOf'],
): readonly Named[] | undefined {
  if (last === undefined || !/^the (?:former|latter)\b/i.test(text)) return undefined
  return coordinated(last.text, namedOf(last)).findLast(({ length }) => length === 2)
}

const setAgainst = /\b(?:against|vs|versus|compared)\b/

/** `the latter`; `a, b and c, the last of which is in …`. */
const lastOne =
  /(?:\bthe latter\b|, the last(?: one)?(?= of (?:which|these|those|them)\b| (?:is|in|being|sits|lives)\b))(?:[^,;:.]|\.(?=\w))*$/

/** What stands in the same brackets. */
const bracketAround = (text: string, at: number): string =>
  text.slice(text.lastIndexOf('(', at), text.indexOf(')', at) + 1 || undefined)

/** `a ($5), without a tag ($3)`: what stands in brackets is of what comes before them, which is no name. */
function isOfOtherBracket(
  text: string,
  { at, last }: { at: number; last: Named | undefined },
): boolean {
  const before = text.slice(last === undefined ? 0 : last.index + last.text.length, at)
  const inside = /\([^()]*$/.exec(before)
  return inside !== null && /(?:,|\band|\bone|\ban?) [^,]*$/i.test(before.slice(0, inside.index))
}

const inBrackets = /^(?: (?!and\b|or\b|but\b|while\b)[\w-]+){0,3} \(["“]?$/
const byFor = /^ (?:for|in|on|by|at|from) (?:the )?(?:[\w-]+ )?["“]?$/
/** Nothing else is meant. */
const exclusive = /^ \(["“]?$|^ for /

/** `the m5.large instance orders-1`, `a stopped eu-migration-host`. */
const isNounOf = (text: string, { at, gap }: { at: number; gap: string }): boolean =>
  /^ (?:[a-z]+ ){0,2}["“]?$/i.test(gap) &&
  !/\b(?:is|are|was|were|has|have|had|with|and|or|while|but|than|to|on|at|in|by)\b/.test(gap) &&
  /(?:^|\b(?:the|an?|one|only|two|three|four|five|six|seven|eight|nine|ten|\d+|and|still|also) )["“]?$/i.test(
    text.slice(0, at),
  )

/** From where one thing is said: `a is running while b is stopped`. */
function clauseStart(
  text: string,
  { at, groups }: { at: number; groups: readonly (readonly Named[])[] },
): number {
  let start = 0
  for (const { 0: mark, index } of text.slice(0, at).matchAll(marks)) start = index + mark.length
  for (const [nth, group] of groups.entries()) {
    const [first, last] = [group[0], group.at(-1)]
    if (nth === 0 || first === undefined || last === undefined || first.index > at) continue
    const isNext =
      starts.test(text.slice(0, first.index)) &&
      says.test(text.slice(last.index + last.text.length))
    if (isNext) start = Math.max(start, first.index)
  }
  return start
}

const starts = /(?:, (?:and |but |then )?| and | but )(?:the )?$/
const says =
  /^(?: \([^()]*\))? (?:\(|(?!(?:and|or|of|which|that|as|but|than|to|for|from|by)\b)[a-z])/

const marks =
  /; |\. (?=[A-Z])|,? (?:while|whereas|but|although|though|followed by|then|and then|next (?:comes?|is|are)) |, and (?=[^,]{0,40}\b(?:is|are|has|have|was|were|runs?|uses?|with)\b)| – | — |: (?=[^:]{60,})/gi

/** It stands before what it is said of: `At 13:42 maya.okafor did it`, `Running: a`. */
const startsClause = (
  text: string,
  { clause, at, gap }: { clause: number; at: number; gap: string },
): boolean =>
  /^[\W\d]*(?:\w+\W+){0,3}$/.test(text.slice(clause, at)) &&
  gap.length < 40 &&
  !/[;:]/.test(gap) &&
  !/\b(?:than|like|unlike)\b/.test(gap)

/** `The two of Elena's were …`: of some that it does not name. */
const hasSubject =
  /^(?:the|all|both|these|those) (?:two|three|four|five|six|seven|eight|nine|ten|other|others|rest|remaining|[a-z]+ (?:two|three|four|five))\b/i

const refersBack =
  /^(?:it|its|he|she|his|her|they|their|them|this|that|these|those|both|all|each|the (?:stream|instance|function|queue|bucket|table|cluster|service|volume|database|role|user|group|certificate|stack|alarm|job|secret|image|repository|distribution|subnet|gateway|machine|disk) (?:is|has|was|had|runs|keeps|sits|holds))\b/i

/** It says of whom nothing. */
const isElliptic =
  /^(?:yes|no|created|launched|running|stopped|with|since|owned|last|still|currently|off|on|ja|nein)\b/i
