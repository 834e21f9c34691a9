import type { Json } from '../json.ts'
import { listed, said } from '../recipes/evidence/wording.ts'
import { fieldsOf, isObject } from './lens/fields.ts'
import type { Plan } from './plan.ts'
import { attributeFor, joinAttribute } from './things/attributes.ts'
import { kindsNamed } from './things/find-things.ts'
import { withName } from './things/identity.ts'
import { keyOf } from './things/key-of.ts'
import type { Kind } from './things/kind.ts'
import { listThings, type Thing } from './things/list-things.ts'
import type { Reader } from './things/reader.ts'
import { whoDid } from './who-did.ts'

export const asksOwner = ({ asked, question }: Plan): boolean =>
  (asked === 'who' &&
    // “Services whose tasks fail” asks of no owner.
    /\bown|\bresponsible|^\W*(?:\w+ )?whose\b|\bwhose (?:is|are)\b|\bbelongs?\b(?! to (?:the |a )?(?:\S+ )?group\b)/i.test(
      question.replace(/(?<=\w )whose(?= (?!is\b|are\b)\w)/gi, 'with'),
    )) ||
  /\bowners? of\b|\btheir owners?(?= *[?.!]*$)/i.test(question)

/** Who owns each of the things, and of which nobody is said to. */
export async function ownersOf(
  kind: Kind,
  things: readonly Thing[],
  reader: Reader,
): Promise<string | undefined> {
  if (things.length === 0 || things.length > mostOwned) return undefined
  const tags = await attributeFor(kind, [{ word: 'owner', stem: 'owner', denied: false, at: 0 }])
  const described = tags === undefined ? things : await joinAttribute(things, tags, reader)
  const owned = Map.groupBy(described, ({ item }) => ownerOf(item) ?? '')
  // What has to be asked by an ARN that the list does not tell was not asked.
  const isUnread = (thing: Thing) =>
    tags !== undefined && keyOf(thing, tags.parameter) === undefined
  const unread = (owned.get('') ?? []).filter(isUnread)
  const nobody = (owned.get('') ?? []).filter((thing) => !isUnread(thing))
  const namesOf = (some: readonly Thing[]) =>
    listed(
      some.map(({ name }) => said(name, 80)),
      12,
    )
  const owners = [...owned].filter(([owner]) => owner !== '')
  return [
    ...owners.map(([owner, some]) => `**${said(owner, 80)}** owns ${namesOf(some)}.`),
    ...(unread.length === 0
      ? []
      : [
          `Who owns ${namesOf(unread)} is not known here: their tags are asked by an ARN, which their list does not tell.`,
        ]),
    ...(nobody.length === 0 ? [] : [`No owner is known of ${namesOf(nobody)}: no tag names one.`]),
    // Who made it may know.
    ...(nobody.length === 0 || nobody.length > mostMade ? [] : [await makersOf(nobody, reader)]),
  ]
    .filter(Boolean)
    .join(' ')
}

const mostMade = 6

async function makersOf(things: readonly Thing[], reader: Reader): Promise<string> {
  const told = await whoDid(things, { question: 'who created these', asked: 'who' }, reader)
  return told.includes('**') ? told : ''
}

const mostOwned = 50

interface Around {
  reader: Reader
  regions: readonly string[]
}

/** Whose a thing is that carries no owner itself: that of what it speaks of, as of the queue that an alarm watches. */
export async function ownerBehind(
  things: readonly Thing[],
  around: Around,
): Promise<string | undefined> {
  const [thing] = things
  if (thing === undefined || things.length > 1 || ownerOf(thing.item) !== undefined)
    return undefined
  const names = spokenOf(thing)
  if (names.length === 0) return undefined
  const kinds = await kindsNamed(names, around)
  for (const kind of kinds.filter(({ noun }) => !aroundMany.test(noun))) {
    const { things: all } = await listThings(kind, { ...around, names: [] })
    const meant = all.filter((one) => names.some((name) => withName([one], name).exact))
    const tags = await attributeFor(kind, [{ word: 'owner', stem: 'owner', denied: false, at: 0 }])
    const described = tags === undefined ? meant : await joinAttribute(meant, tags, around.reader)
    const owned = described.find((one) => ownerOf(one.item) !== undefined)
    if (owned !== undefined) {
      return `No owner is known of ${thing.name}: no tag names one. The ${kind.noun} ${owned.name}, which it is about, has the owner **${ownerOf(owned.item)}**.`
    }
  }
  return undefined
}

/** What many things are in or share says nothing of whose one of them is. */
const aroundMany =
  /^(?:VPC|subnet|security group|KMS key|role|policy|instance profile|cluster|ECS cluster|EKS cluster|hosted zone|.*parameter group|.*subnet group|topic|bucket|network interface|route table|region|account)$/i

const ownerOf = (item: Json): string | undefined => {
  // A key is its user's.
  if (isObject(item) && typeof item.AccessKeyId === 'string' && typeof item.UserName === 'string')
    return item.UserName
  const field = fieldsOf([item]).find(
    ({ name }) =>
      /(?:^tag |\.|^)(?:owner|team|contact|maintainer)$/i.test(name) && !/ownerid/i.test(name),
  )
  const [value] = field?.of(item) ?? []
  return typeof value === 'string' && value !== '' && !/^\d{12}$/.test(value) ? value : undefined
}

/** Names that stand within the thing: values of its dimensions, and what follows the last `/` of them. */
function spokenOf({ item, names }: Thing): string[] {
  if (!isObject(item)) return []
  const values = fieldsOf([item])
    .filter(({ path, type, depth }) => type === 'text' && (depth > 1 || /^Dimension/.test(path)))
    .flatMap(({ of }) => of(item))
    .filter((value) => typeof value === 'string')
  const parts = values.flatMap((value) => [value, ...value.split('/').slice(1)])
  return [...new Set(parts)]
    .filter((value) => /^[a-z][\w.-]{2,60}$/i.test(value) && !names.includes(value))
    .slice(0, 6)
}
