import { isAccount, isOfOneAccount, isPattern } from './arn.ts'
import type { Statement } from './iam-document.ts'

/** One test of a condition: any of the values is enough to pass it. */
export interface Test {
  key: string
  values: readonly string[]
}

/**
 * The tests that a call has to pass by being something: not those that it passes by being something
 * else (`StringNotEquals`) or by bringing no such key (`…IfExists`, `ForAllValues:`, `Null`).
 */
export function testsOf({ Condition }: Statement): Test[] {
  return Object.entries(Condition)
    .filter(([operator]) =>
      /^(ForAnyValue:)?(String|Arn)(Equals|EqualsIgnoreCase|Like)$/i.test(operator),
    )
    .flatMap(([, test]) => Object.entries(test))
    .map(([key, value]) => ({ key: key.toLowerCase(), values: [value].flat().map(String) }))
}

/** Whether conditions say whence a call comes, by what they name: `*` or every account names nobody. */
export function namesSource(statement: Statement): boolean {
  return testsOf(statement).some(({ key, values }) => {
    const isNamed = isNamedBy[key] ?? (key.startsWith('kms:encryptioncontext:') && isOfOneAccount)
    return isNamed && values.length > 0 && values.every(isNamed)
  })
}

/** The same of who may take a role: another account can be given a word that it has to bring. */
export const namesTaker = (statement: Statement) =>
  namesSource(statement) ||
  (Object.keys(statement.Principal).join() === 'AWS' &&
    testsOf(statement).some(
      ({ key, values }) => key === 'sts:externalid' && values.length > 0 && values.every(isWord),
    ))

/** No condition is of use with some principals: whoever it is, and every account's. */
export const isEveryone = ({ Principal }: Statement) =>
  Object.values(Principal).flat().some(isPattern)

const isWord = (value: string) => value.length > 1 && !isPattern(value)

const isOrganisation = (value: string) => /^o-[a-z0-9]{10,32}$/.test(value)

const isInOrganisation = (value: string) =>
  value.includes('/') && isOrganisation(value.split('/')[0] ?? '')

/** Keys that hold a statement to known accounts, organisations, networks or resources. */
const isNamedBy: Readonly<Record<string, (value: string) => boolean>> = {
  'aws:principalaccount': isAccount,
  'aws:principalarn': isOfOneAccount,
  'aws:principalorgid': isOrganisation,
  'aws:principalorgpaths': isInOrganisation,
  'aws:sourceaccount': isAccount,
  'aws:sourcearn': isOfOneAccount,
  'aws:sourceorgid': isOrganisation,
  'aws:sourceorgpaths': isInOrganisation,
  'aws:sourcevpc': (value) => /^vpc-[0-9a-f]{8,17}$/.test(value),
  'aws:sourcevpce': (value) => /^vpce-[0-9a-f]{8,17}$/.test(value),
  'kms:calleraccount': isAccount,
}
