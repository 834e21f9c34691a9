import known from '../../catalogue/data/members.json' with { type: 'json' }

/** A member that AWS can tell of a kind of thing, whether or not any has it. */
export interface Member {
  path: string
  /** The first letter of its type. */
  type: string
  /** All that it can be, where that is one of a few. */
  values: readonly string[]
}

/** What AWS can say of the things that an operation lists or describes. */
export const membersOf = (operation: string): Member[] =>
  (Object.entries(known).find(([name]) => name === operation)?.[1] ?? '')
    .split(' ')
    .filter(Boolean)
    .map((member) => {
      const [, path = '', type = '', values = ''] = /^(.*?):(\w)(?:=(.*))?$/.exec(member) ?? []
      return { path, type, values: values.split('|').filter(Boolean) }
    })
