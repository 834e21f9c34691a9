import known from '../../catalogue/data/members.json' with { type: 'json' }

/** A member that AWS can tell of a kind of thing, whether or not any has it. */
export interface Member {
  path: string
  /** The first letter of its type. */
  type: string
  /** All that it can be, where that is one of a few. */
  values: readonly string[]
}

/** What AWS can say of the things that an operation lists or describes: read at first use. */
export function membersOf(operation: string): readonly Member[] {
  const members = read.get(operation) ?? parsed(written.get(operation) ?? '')
  read.set(operation, members)
  return members
}

/** Whether a word is a part of any member's name: then it is none that was misspelt. */
export function isDeclared(word: string): boolean {
  declared ??= new Set(
    [...written.values()]
      .flatMap((members) => members.match(/(?<=[a-z.: ]|^)[A-Z]?[a-z]{3,}/g) ?? [])
      .map((part) => part.toLowerCase()),
  )
  return declared.has(word)
}

let declared: ReadonlySet<string> | undefined

const written = new Map<string, string>(Object.entries(known))
const read = new Map<string, readonly Member[]>()

const parsed = (members: string): Member[] =>
  members
    .split(' ')
    .filter(Boolean)
    .map((member) => {
      const [, path = '', type = '', values = ''] = /^(.*?):(\w)(?:=(.*))?$/.exec(member) ?? []
      return { path, type, values: values.split('|').filter(Boolean) }
    })
