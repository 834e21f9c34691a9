import type { Json } from '../../json.ts'

/** A kind of thing as people speak of it, and how AWS lists it. */
export interface Kind {
  /** In the singular, as answers call it. */
  readonly noun: string
  readonly plural?: string
  /** What people say for it: singulars, an `s` is understood; a trailing `!` keeps a word as it is. */
  readonly said: readonly string[]
  /** What people say for it where they say what it is of: the ports of a security group. */
  readonly inner?: readonly string[]
  /** What tells one from another where it has an id and no name. */
  readonly label?: (item: Json) => string | undefined
  /** What its people call a member of it: the version of a service is its image's. */
  readonly means?: Readonly<Record<string, string>>
  /** The kinds that speak of it where it is used. */
  readonly usedBy?: readonly string[]
  /** Attributes that describe one of them, where its list tells little. */
  readonly about?: readonly string[]
  /** Operations on one of them that say what it is connected with, where no list does. */
  readonly relates?: readonly string[]
  /** What some of its things are to the others. */
  readonly role?: Role
  /** It stands between others: through an event source mapping a function reads a queue. */
  readonly links?: true
  /** Parameters under which what AWS owns, and the account uses, is listed too. */
  readonly wider?: readonly Readonly<Record<string, unknown>>[]
  /** `ec2:DescribeInstances`. */
  readonly list: string
  /** The noun of what fails where one says that it does: an execution of a state machine. */
  readonly runs?: string
  /** The member of its answer that the things stand in, where the catalogue takes the answer whole. */
  readonly inside?: string
  readonly parameters?: Readonly<Record<string, unknown>>
  /** Members that people call one by, where its own ids say nothing: the endpoint of a subscription. */
  readonly called?: readonly string[]
  /** What is read of each entry where the list has names alone. */
  readonly each?: Each
  /** A list of the names that people gave them, where their own has ids alone. */
  readonly named?: Named
  /** Whose list gives a parameter that `list` needs: services of ECS are listed cluster by cluster. */
  readonly within?: Within
}

interface Role {
  /** Words for the kind that only those are called by. */
  readonly said: RegExp
  /** The member by which the others name them. */
  readonly member: string
  /** Names that tell of it by themselves. */
  readonly called: RegExp
  /** How answers speak of them: “are …”. */
  readonly as: string
}

/** What tells of each thing of a kind: its list, or what is read of each entry. */
export const describedBy = ({ each, list }: Pick<Kind, 'each' | 'list'>): string =>
  each?.operation ?? list

interface Each {
  readonly operation: string
  /** The parameter that takes the entry (or entries, where `most` is more than one). */
  readonly parameter: string
  readonly most?: number
  readonly parameters?: Readonly<Record<string, unknown>>
}

interface Named {
  /** `kms:ListAliases`, whose entries have the name, and the id of what it is of. */
  readonly list: string
  readonly name: string
  readonly of: string
  /** The same id in the things; under `as` they get the name. */
  readonly id: string
  readonly as: string
}

export interface Within {
  /** An operation that lists the parents. */
  readonly list: string
  /** Their kind, where its names are needed to know one by. */
  readonly of?: Kind
  readonly parameter: string
  /** The member of a parent that goes into the parameter; the entry itself where it is text. */
  readonly member?: string
  /** Of the parents only those whose members are so. */
  readonly where?: Readonly<Record<string, string>>
}
