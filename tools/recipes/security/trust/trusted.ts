import type { Json } from '../../../json.ts'
import { object, objects, text, texts } from '../../evidence/values.ts'

/** Whom a role's trust policy lets assume it. */
export interface Trusted {
  who: string
  kind: 'service' | 'own account' | 'other account' | 'anybody' | 'identity provider'
  /** What must hold besides: `sts:ExternalId`, `aws:PrincipalOrgID`. */
  conditions: string[]
}

/** Of the statements that allow; one that denies makes it no more, so it is left out. */
export const trustedBy = (document: Json | undefined, ownAccount: string): Trusted[] =>
  statementsOf(document)
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Principal, Condition }) => {
      const conditions = Object.values(object(Condition)).flatMap((one) => Object.keys(object(one)))
      return principalsOf(Principal).map((one) => ({ ...named(one, ownAccount), conditions }))
    })

/** A policy's statements, of which it may have one that stands alone. */
export function statementsOf(document: Json | undefined) {
  const { Statement } = object(document)
  return objects(Array.isArray(Statement) ? Statement : [Statement ?? null])
}

/** A member that is one text or a list of them. */
export const listOf = (value: Json | undefined): string[] =>
  typeof value === 'string' ? [value] : texts(value)

function principalsOf(principal: Json | undefined): [kind: string, who: string][] {
  if (principal === '*') return [['AWS', '*']]
  return Object.entries(object(principal)).flatMap(([kind, who]) =>
    listOf(who).map((one): [string, string] => [kind, one]),
  )
}

function named([kind, who]: [string, string], own: string): Pick<Trusted, 'who' | 'kind'> {
  if (kind === 'Service') return { who, kind: 'service' }
  if (kind !== 'AWS') return { who: text(who), kind: 'identity provider' }
  if (who === '*') return { who: '', kind: 'anybody' }
  const account = /^\d{12}$/.test(who) ? who : who.split(':')[4]
  // What was deleted stands as an id, which nobody can be.
  if (account === undefined || account === own) return { who: plain(who, own), kind: 'own account' }
  return { who: plain(who, account), kind: 'other account' }
}

/** `…:root` is the whole account. */
const plain = (who: string, account: string) =>
  who.endsWith(':root') || who === account ? account : who
