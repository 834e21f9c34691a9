import type { Statement } from './iam-document.ts'

/** Conditions that hold a statement to known accounts, organisations, networks or resources. */
const sources = [
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'sts:externalid',
]

/** Whether conditions say whence a call comes. One that passes anything, or an absent key, does not. */
export function namesSource({ Condition }: Statement): boolean {
  return Object.entries(Condition)
    .filter(([operator]) => /^(String|Arn|ForAnyValue:)/.test(operator))
    .filter(([operator]) => !/Not|IfExists/.test(operator))
    .flatMap(([, test]) => Object.entries(test))
    .some(([key, value]) => sources.includes(key.toLowerCase()) && ![value].flat().includes('*'))
}

export const isEveryone = ({ Principal }: Statement) =>
  (Principal.AWS ?? []).includes('*') || (Principal['*'] ?? []).includes('*')
