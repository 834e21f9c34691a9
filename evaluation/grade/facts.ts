import { isMoment, timesIn } from './moments.ts'
import { numbersIn, wordsAsNumbers } from './numbers.ts'
import type { Statement } from './statements.ts'

/** Something that a right answer says. */
export type Fact =
  /** One of these, whole; of a thing, where `about` names it in the same statement. */
  | { kind: 'name'; any: readonly string[]; about?: string }
  /** A number; `of` is a pattern of what is counted, and then no other number of it is said but `parts`. */
  | {
      kind: 'number'
      value: number
      within?: number
      of?: string
      parts?: readonly number[]
      about?: string
    }
  | { kind: 'usd'; value: number; within?: number; about?: string }
  /** A moment, as a time, a day or a span until now. */
  | { kind: 'moment'; at: string; withinMinutes?: number; about?: string }
  /** Words that can only be patterns. */
  | { kind: 'words'; any: string; about?: string }

export const name = (...any: string[]): Fact => ({ kind: 'name', any })
export const of = (about: string, fact: Fact): Fact => ({ ...fact, about })
export const words = (any: string): Fact => ({ kind: 'words', any })
export const moment = (at: Date, withinMinutes = 3): Fact => ({
  kind: 'moment',
  at: at.toISOString(),
  withinMinutes,
})
export const count = (
  value: number,
  what: string,
  options: { within?: number; parts?: readonly number[] } = {},
): Fact => ({
  kind: 'number',
  value,
  of: what,
  ...options,
})
export const amount = (value: number, within = 0): Fact => ({ kind: 'number', value, within })
export const usd = (value: number, within = 0.01): Fact => ({ kind: 'usd', value, within })

/** `is not`, `aren't`: what turns a statement into its contrary. */
export const denies =
  /\b(?:is|are|was|were|do|does|did|has|have|had|can|will)(?:n't| not\b)|\bcannot\b|\bno longer\b|\bnever\b|\banything but\b|\bhardly\b|\bscarcely\b/i

/**
 * What an answer does not say, or contradicts, of its facts; empty where all is well. Where the truth is
 * no denial, what stands after one is not said.
 */
export function missing(
  facts: readonly Fact[],
  said: readonly Statement[],
  { now, isDenial }: { now: Date; isDenial: boolean },
): string[] {
  const plainly = said
    .filter(({ text, hedged }) => !hedged && !text.endsWith('?'))
    .map(({ text }) => text)
  return facts.flatMap((fact) => {
    const about = plainly.filter((text) => fact.about === undefined || hasName(text, fact.about))
    const isSaid = about.some((text) => says(isDenial ? text : affirmed(text), fact, now))
    if (!isSaid) return [`does not say ${told(fact)}`]
    if (fact.kind !== 'number' || fact.of === undefined) return []
    return contradictions(said, fact.of, [fact.value, ...(fact.parts ?? [])], fact.within)
  })
}

/** Statements that count what the truth counts, and come to something else. */
export function contradictions(
  said: readonly Statement[],
  what: string,
  fine: readonly number[],
  within = 0,
): string[] {
  const [value] = fine
  return said.flatMap(({ text }) =>
    counted(text, what)
      .filter(
        (found) => !fine.includes(found.value) && Math.abs(found.value - (value ?? 0)) > within,
      )
      .map((found) => `says ${found.value} in place of ${value}: ${text.slice(0, 120)}`),
  )
}

/** The part before a denial. */
const affirmed = (text: string): string => text.slice(0, denies.exec(text)?.index)

/** The name and nothing longer. */
export function hasName(text: string, wanted: string): boolean {
  return namePattern(wanted).test(text)
}

function namePattern(wanted: string): RegExp {
  const escaped = wanted.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?<![\\w-])(?<![\\w-][./@])${escaped}(?![\\w-])(?!\\.\\w)`, 'i')
}

export function says(text: string, fact: Fact, now: Date): boolean {
  switch (fact.kind) {
    case 'name':
      return fact.any.some((one) => isAffirmed(text, namePattern(one)))
    case 'words':
      return isAffirmed(text, new RegExp(fact.any, 'i'))
    case 'number':
      if (fact.of !== undefined) return counted(text, fact.of).some((found) => fits(found, fact))
      return numbersIn(wordsAsNumbers(text)).some((found) => fits(found, fact))
    case 'usd': {
      const { value, within = 0.01 } = fact
      const near = (found: { value: number; slack: number }) =>
        Math.abs(found.value - value) <= Math.max(found.slack, value * within)
      return numbersIn(text).some(
        (found) => found.isMoney && near(found) && !isCoarse(found, value),
      )
    }
    case 'moment': {
      const at = new Date(fact.at)
      return timesIn(text, now).some((time) => isMoment(time, at, now, fact.withinMinutes ?? 3))
    }
  }
}

/** `$1 million` is no way to say $612,000. */
const isCoarse = ({ slack }: { slack: number }, value: number) => slack > Math.max(1, value * 0.02)

type NumberFact = Extract<Fact, { kind: 'number' }>

function fits(found: { value: number; slack: number }, { value, within = 0 }: NumberFact): boolean {
  return (
    Math.abs(found.value - value) <= Math.max(within, found.slack < 0.5 ? found.slack : 0) + 1e-9
  )
}

/** Numbers that stand right before what they count, or after it and a colon. */
function counted(text: string, what: string) {
  const words = wordsAsNumbers(text)
  const around = new RegExp(
    `(?<![\\w.,$-])(\\d{1,3}(?:,\\d{3})+|\\d+)(?: of \\d[\\d,]*)?(?:\\s+(?!and\\b|of\\b|in\\b|or\\b|are\\b)[\\w-]+){0,3}\\s+(?:${what})|(?:${what})\\s*(?:\\([^)]*\\)\\s*)?(?::|=|\\bis\\b|\\bare\\b)\\s*(\\d{1,3}(?:,\\d{3})+|\\d+)(?![\\w.,]*\\d)`,
    'gi',
  )
  return [...words.matchAll(around)].map(([, before, after]) => ({
    value: Number((before ?? after ?? '').replaceAll(',', '')),
    slack: 0.5,
  }))
}

/** Said, and not denied: `not X`, `instead of X`. */
export function isAffirmed(text: string, pattern: RegExp): boolean {
  const all = new RegExp(pattern.source, 'gi')
  return [...text.matchAll(all)].some(({ index }) => {
    const before = text.slice(Math.max(0, index - 60), index)
    return !/(?:\bnot|n't|\bnever|\bno longer|\brather than|\binstead of|\bneither|\bnor)\s+(?:[\w'-]+\s+){0,3}$/i.test(
      before,
    )
  })
}

function told(fact: Fact): string {
  const about = fact.about === undefined ? '' : ` of ${fact.about}`
  switch (fact.kind) {
    case 'name':
      return `${fact.any.join(' or ')}${about}`
    case 'words':
      return `/${fact.any}/${about}`
    case 'number':
      return `${fact.value}${fact.of === undefined ? '' : ` ${fact.of}`}${about}`
    case 'usd':
      return `$${fact.value.toFixed(2)}${about}`
    case 'moment':
      return `${fact.at}${about}`
  }
}
