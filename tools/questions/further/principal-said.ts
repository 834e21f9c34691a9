import { tagOf } from '../../recipes/evidence/tags.ts'
import { object, objects, text } from '../../recipes/evidence/values.ts'
import type { ToolContext } from '../../tool.ts'
import { isObject } from '../lens/fields.ts'
import { kinds } from '../things/kinds.ts'
import { listThings } from '../things/list-things.ts'
import { Reader } from '../things/reader.ts'

/** Whose access key it is. */
async function userOfKey(said: string, context: ToolContext): Promise<string | undefined> {
  const [id] = /\b(?:AKIA|ASIA)[A-Z\d]{8,}\b/.exec(said) ?? []
  const kind = kinds.find(({ noun }) => noun === 'access key')
  if (id === undefined || kind === undefined) return undefined
  const reader = new Reader(context)
  const regions = await reader.regions(undefined)
  const { things } = await listThings(kind, { reader, regions, names: [] })
  const { item } = things.find(({ names }) => names.includes(id)) ?? {}
  return isObject(item) ? text(item.UserName) : undefined
}

/** The user, role or group of the account that is meant; undefined where nobody is called so. */
export async function principalSaid(
  said: string,
  context: ToolContext,
): Promise<string | undefined> {
  const reader = new Reader(context)
  const region = context.defaultRegion
  const many = /^(?:all |any |our |the |my |of )*(.*?) ?(?:iam )?(?:roles|users|groups)$/i.exec(
    said,
  )
  const user = await userOfKey(said, context)
  if (user !== undefined) return user
  const words: readonly string[] = (many?.[1] ?? said).toLowerCase().match(/[\w.@+=-]*\w/g) ?? []
  for (const [list, member] of lists) {
    const names = (await reader.tryRead(list, { region })).flatMap((one) =>
      isObject(one) ? [text(one[member])] : [],
    )
    const whole = names.find((name) => words.includes(name.toLowerCase()))
    const first = names.filter((name) =>
      words.some(
        (word) => word.length > 2 && new RegExp(`^${RegExp.escape(word)}[._@]`, 'i').test(name),
      ),
    )
    const found = whole ?? (first.length === 1 ? first[0] : undefined)
    if (found !== undefined) return found
    // A function's role has the function's name in it.
    const inside = names.filter((name) =>
      words.some((word) => /[-_]/.test(word) && name.toLowerCase().includes(word)),
    )
    // `Our lambda roles`: those that have it in their names.
    const [part] = many === null ? [] : words
    if (part !== undefined && names.some((name) => name.toLowerCase().includes(part))) return part
    if (list === 'iam:ListRoles' && inside.length === 1) return inside[0]
  }
  const compound = words.filter((word) => /[-_]/.test(word))
  return (
    (ofService.test(said) ? (await roleOfService(said, reader))?.role : undefined) ??
    (compound.length === 0
      ? undefined
      : ((await roleOfInstance(compound, reader)) ?? (await roleOfService(said, reader))?.role))
  )
}

const ofService = /\b(?:ecs|task|execution|service|container)s?\b/i

/** What the tasks of a service may do the role of their task definition may; to start them is another's. */
export async function roleOfService(
  said: string,
  reader: Reader,
): Promise<{ role: string; service: string } | undefined> {
  const kind = kinds.find(({ noun }) => noun === 'service')
  if (kind === undefined) return undefined
  const regions = await reader.regions(undefined)
  const words: readonly string[] = said.toLowerCase().match(/[\w.@+=-]*\w/g) ?? []
  const { things } = await listThings(kind, { reader, regions, names: [] })
  const named = things.find(({ name }) => words.includes(name.toLowerCase()))
  if (named === undefined || !isObject(named.item)) return undefined
  const [definition] = await reader.tryRead('ecs:DescribeTaskDefinition', {
    region: named.region,
    parameters: { taskDefinition: text(named.item.taskDefinition) },
  })
  if (!isObject(definition)) return undefined
  const described = isObject(definition.taskDefinition) ? definition.taskDefinition : definition
  const arn = /\bexecution\b/i.test(said) ? described.executionRoleArn : described.taskRoleArn
  const role = text(arn).split('/').at(-1) ?? ''
  return role === '' ? undefined : { role, service: named.name }
}

/** What an instance may do its profile's role may. */
async function roleOfInstance(
  words: readonly string[],
  reader: Reader,
): Promise<string | undefined> {
  const regions = await reader.regions(undefined)
  const instances = await reader.each(regions, (region) =>
    reader.tryRead('ec2:DescribeInstances', { region }),
  )
  const found = instances.find(
    (one) => isObject(one) && words.includes((tagOf(one.Tags, 'Name') ?? '').toLowerCase()),
  )
  const arn = isObject(found) ? text(object(found.IamInstanceProfile).Arn) : ''
  if (arn === '') return undefined
  const profiles = await reader.tryRead('iam:ListInstanceProfiles', {
    region: reader.defaultRegion,
  })
  const profile = profiles.find((one) => isObject(one) && text(one.Arn) === arn)
  const [role] = isObject(profile) ? objects(profile.Roles) : []
  return role === undefined ? undefined : text(role.RoleName)
}

const lists = [
  ['iam:ListUsers', 'UserName'],
  ['iam:ListGroups', 'GroupName'],
  ['iam:ListRoles', 'RoleName'],
] as const
