import type { Row, Shown } from './shown.ts'

/** `release the idle one`, `is the stopped one encrypted?`: the only row that is so, by what it says of itself. */
export function rowOfState({ rows, lately = '' }: Shown): Row | undefined {
  return oneOfState(lately, rows)
}

function oneOfState(text: string, rows: readonly Row[]): Row | undefined {
  const [, word = ''] = theOne.exec(text) ?? []
  if (word === '' || rows.length < 2) return undefined
  const found = idle.test(word)
    ? rows.filter((row) => isIdle(row, rows))
    : rows.filter(({ members = {} }) =>
        Object.values(members).some((value) => value.toLowerCase() === word.toLowerCase()),
      )
  const [row, ...others] = found
  return others.length === 0 ? row : undefined
}

const theOne = /\b(?:the|that) ([a-z-]+) ones?\b/i
const idle = /^(?:idle|unused|unattached|unassociated|free|loose|spare|orphaned|detached)$/i

/** Without what the others are attached to. */
const isIdle = ({ members = {} }: Row, rows: readonly Row[]) =>
  Object.keys(members).every((name) => !attached.test(name)) &&
  rows.some((other) => Object.keys(other.members ?? {}).some((name) => attached.test(name)))

const attached = /^(?:AssociationId|InstanceId|NetworkInterfaceId|Attachments?)\b/
