import { kindsSaid } from '../things/kind-said.ts'
import { takePeriod } from '../time/take-period.ts'
import { isKnown } from '../words/spelling.ts'
import { stopWords } from '../words/stop-words.ts'
import { Text } from '../words/text.ts'
import type { Shown } from './shown.ts'

/** Whom a question is of: `what can user jonas.weber do`, `changes by tom`, `what can ci-deployer do`. */
export function personAsked(step: string, { call, rows }: Shown): string | undefined {
  const { by, name } = call?.parameters ?? {}
  const given = [by, call?.operation === 'recipe:permissions' ? name : undefined].filter(
    (one) => typeof one === 'string',
  )
  const users = rows.flatMap((row) => (row.noun === 'user' ? [row.name] : []))
  return (
    [...given, ...users].find((one) => speaksOf(step, one)) ??
    fullName.exec(step)?.[0] ??
    /\b(?:user|by) ([a-z][\w.-]*\w)/i
      .exec(step)
      ?.slice(1)
      .find((word) => !notByName.test(word)) ??
    somebodyIn(step)
  )
}

/** `what may samir do?`: a word that is none stands where somebody does. */
export function somebodyIn(text: string): string | undefined {
  const [, name] = /\b(?:can|could|may|does|did|has) ([a-z]{3,20})\b/i.exec(text) ?? []
  const isWord =
    name === undefined || isKnown(name.toLowerCase()) || stopWords.has(name.toLowerCase())
  return isWord ? undefined : name
}

/** `jonas.weber`, and no host. */
const fullName =
  /(?<![\w.@/-])[a-z][a-z-]*\.[a-z][a-z-]*[a-z](?![\w-]*[.@/\w])(?<!\.(?:com|net|org|io|example|local|internal|json|js|py))/

const notByName =
  /^(?:service|region|account|tag|usage|type|owner|day|month|week|environment|env|cost|size|age|name|name|the|a|an|any|each|hand|them|him|her|which|default|group|policy|role|is|has|can)$/i

/** Whether a word is somebody: a full name, or a word that is nothing else where a person is meant. */
export function isPerson(word: string, { rows }: Shown, isMeant: boolean): boolean {
  if (fullName.exec(word)?.[0] === word) return true
  if (rows.some(({ name, noun }) => noun === 'user' && name.toLowerCase() === word.toLowerCase()))
    return true
  return (
    isMeant &&
    !stopWords.has(word.toLowerCase()) &&
    kindsSaid(word).length === 0 &&
    !notByName.test(word) &&
    (word.includes('-') || !isKnown(word.toLowerCase())) &&
    takePeriod(new Text(word), new Date(0)) === undefined
  )
}

const speaksOf = (text: string, name: string) =>
  new RegExp(`(?<![\\w.-])${RegExp.escape(name)}(?![\\w-])`, 'i').test(text)
