import { type About, aboutOf } from './about.ts'
import type { Claim } from './claims.ts'
import { type Named, thingsOf } from './mentions.ts'
import type { Statement } from './statements.ts'
import type { Thing, Verdict } from './verdicts.ts'

/** What claims are said of, and whether it is so. */
export interface Whose {
  /**
   * True where the nearest thing that has such a member has something else in it. Of several that are
   * told together each must have it, unless the sentence tells several.
   */
  isOther(claim: Whereabouts, verdict: (thing: Thing) => Verdict, denials?: 'are read'): boolean
  /** The things that a claim is nearest to. */
  nearest(claim: Whereabouts): readonly Thing[]
  namedOf(statement: Statement): readonly Named[]
  thingOf(rows: ReadonlySet<number>): Thing
}

export type Whereabouts = Pick<Claim, 'statement' | 'index' | 'text'>

interface Told {
  namedOf(statement: Statement): readonly Named[]
  before(statement: Statement): readonly Statement[]
  asked: readonly Named[]
  listBefore(statement: Statement): readonly Named[]
  isIn(named: Named, region: string): boolean
  strangersIn(statement: Statement): readonly number[]
  thingOf(rows: ReadonlySet<number>): Thing
  labelledWith(name: string): ReadonlySet<number> | undefined
}

export function whoseOf(told: Told): Whose {
  const thingsIn = ({ group }: About): Thing[] => {
    const names = group.map(({ text, as }) => as ?? text.toLowerCase())
    const labelled = [
      ...names.flatMap((name) => [...(told.labelledWith(name) ?? [])]),
      ...group.flatMap(({ more }) => [...(more ?? [])]),
    ]
    return thingsOf(group).map((rows) => {
      const thing = told.thingOf(rows)
      const linked = labelled.length === 0 ? thing.linked : new Set([...thing.linked, ...labelled])
      return { ...thing, linked, names }
    })
  }
  return {
    namedOf: told.namedOf,
    thingOf: told.thingOf,
    isOther(claim, verdict, denials) {
      const { statement, index: at } = claim
      if (statement.cells !== undefined || at < 0 || isSetAgainst(claim, denials)) return false
      let isOther = false
      let last: About | undefined
      for (const about of aboutOf(claim, told)) {
        if (isOther && last !== undefined && last.clause !== about.clause) return true
        last = about
        const verdicts = thingsIn(about).map(verdict)
        const has = verdicts.filter((one) => one === 'has').length
        const other = verdicts.filter((one) => one === 'other').length
        if (other === verdicts.length && other > 0 && isRightBehind(claim, about)) return true
        if (has > 0) return other > 0 && !about.isBack && saysEach(claim, about)
        if (other > 0) isOther = true
      }
      return isOther
    },
    nearest(claim) {
      if (claim.index >= 0 && isSetAgainst(claim, undefined)) return []
      for (const about of aboutOf(claim, told)) {
        const things = thingsIn(about)
        if (things.length > 0) return things
      }
      return []
    },
  }
}

/** `i-0128ce979f62a879a in us-west-2c`: it is said of nothing else. */
const isRightBehind = (
  { statement: { text }, index: at }: Whereabouts,
  { group, isBack }: About,
): boolean => {
  const last = group.at(-1)
  return (
    last !== undefined &&
    !isBack &&
    group.length === 1 &&
    last.index < at &&
    /^["”]? (?:(?:is |runs |sits |lives )?(?:in|at|on|with) (?:the )?|\((?:[^()]*, )?(?:id |ARN )?)["“]?$/.test(
      text.slice(last.index + last.text.length, at),
    )
  )
}

/** `both`, `all three`: it is said of each. */
const saysEach = (
  { statement: { text }, index: at, text: said }: Whereabouts,
  { group }: About,
): boolean => {
  const last = group.at(-1)
  if (group[0] !== undefined && group[0].index > at && /\($/.test(text.slice(0, group[0].index)))
    return true
  const [head] = group
  // `Internet-facing are a, b and c`, `deletion protection is on for a and b`.
  if (
    head !== undefined &&
    head.index > at &&
    /^(?: (?:is|are|was|were|still|also|only|currently|set|turned|switched|on|off|enabled|disabled|missing|for|of|by|in|the))+ ["“]?$/i.test(
      text.slice(at + said.length, head.index),
    )
  )
    return true
  if (last === undefined || /\brespectively\b/.test(text)) return false
  if (/[\d.]\w* (?:and|or) $/.test(text.slice(0, at))) return false
  if (/^(?:,? and|,|\/|,? or) (?:an? |in |the )?[\w.]*[-.\d]/.test(text.slice(at + said.length)))
    return false
  return (
    /\b(?:both|all|each|every)\b/i.test(text.slice(0, at + 40)) ||
    /^ (?:[a-z]+ed|came)(?: up| in)? (?:on|at|from|in) $/.test(
      text.slice(last.index + last.text.length, at),
    ) ||
    /^(?: \([^()]*\))?,? (?:are|were|have|run|use|live|sit|reside|share)(?: all| both| not| currently| still| each)*(?: in| on| with)?(?: an?| the)? $/.test(
      text.slice(last.index + last.text.length, at),
    )
  )
}

/** It is told what is not so, was not always so, or would be. */
function isSetAgainst(
  { statement: { text }, index: at, text: said }: Whereabouts,
  denials: 'are read' | undefined,
): boolean {
  const before = text.slice(0, at).replace(/^(?:yes|no|nein|ja)[,.:;!–—-]+ /i, '')
  // `orders-dlq-not-empty` denies nothing.
  // `is not encrypted and keeps its backups`: what follows is denied no longer.
  const clause = (/[^,;:()]*$/.exec(before)?.[0] ?? '')
    .replaceAll(/[\w./]+[-.][\w./-]+/g, ' ')
    .replace(/^.* and (?=(?:[a-z]{3,}s|is|has|was) )/, '')
  const after = text.slice(at + said.length, at + said.length + 40)
  return (
    (denials === undefined ? against : compared).test(clause) ||
    ofAll.test(clause) ||
    /^ ?(?:→|->)|^ to \S+[-.\d]/.test(after) ||
    // `deploys web:7 to web`: one of two that are told together.
    /[\w-]+[-.:][\w.:-]+ to (?:the )?["“]?$/.test(before) ||
    // `a → b` is a change; behind the name of an item it is what that has.
    (/(?:→|->) ?(?:[A-Za-z]+ )?$/.test(before) && !/^[`"“]?[\w.*-]+[`"”]? (?:→|->)/.test(before)) ||
    /\b(?:if|would|could|should|consider|recommend|suggest)\b/i.test(before) ||
    /\b(?:resiz|mov|migrat|switch|chang|upgrad|downgrad|convert)\w*\b.* to (?:an? )?$/i.test(before)
  )
}

/** `all volumes are gp3`: said of none that is named before. */
const ofAll =
  /\b(?:all|every|each|any)(?: (?:the|other|of|our|your))* (?!two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|them\b|these\b)[a-z]+ (?:is|are|has|have|runs?|uses?)\b|\b(?:everything|everyone|everybody)\b/i

const against =
  /\b(?:not|never|no|none|nothing|neither|nor|other|others|than|unlike|except|besides|instead|rather|compared|versus|vs|like|used to|if|would|could|should|between|same|formerly|previously|without|any|every|e\.g|such as|all but)\b|n['’]t\b/i

/** What denies was read with what is said. */
const compared =
  /\b(?:than|unlike|like|except|besides|instead|rather|versus|vs|used to|other|others|between|previously|formerly|every|any|all but)\b/i
