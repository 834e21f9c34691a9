import * as z from 'zod'
import { ToolError } from '../../tool-error.ts'
import { cap } from '../evidence/say.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, listed, numbered, said, sentences } from '../evidence/wording.ts'
import { name, text } from '../parameters.ts'
import { type Ask, defineRecipe, type Evidence } from '../recipe.ts'
import { type Principal, principalsOf } from './permissions/principals.ts'
import { type Match, type Ruling, rulingOf } from './permissions/ruling.ts'

/** Who may do what, as far as IAM's own policies decide it. */
export const permissions = defineRecipe({
  name: 'permissions',
  about: 'security',
  description:
    'Whether a user, role or group may do an action, or who may, by attached, inherited and inline policies, denials and boundaries.',
  questions: [
    'may ci-deployer do ecr:PutImage?',
    'could jonas.weber delete an S3 bucket?',
    'who is allowed to terminate instances?',
    'which roles can read secrets?',
  ],
  scope: 'global',
  services: ['iam'],
  parameters: z.strictObject({
    name: name('user, role or group; all where it is absent'),
    action: text('an action of IAM, as s3:DeleteBucket or iam:*, several with commas'),
    resource: text('ARN or name of what it is done to; any where it is absent'),
  }),
  async run({ name: who, action, resource }, ask) {
    const actions = (action ?? '').split(/[\s,]+/).filter((one) => one !== '')
    const wrong = actions.find((one) => !/^[a-z0-9-]+:[\w*?]+$|^\*$/i.test(one))
    if (actions.length === 0 || wrong !== undefined)
      throw new ToolError('invalid_parameter', 'action: which one is meant is not said', {
        hint: 'Give it as IAM calls it: s3:DeleteBucket, ec2:TerminateInstances, iam:*.',
      })
    const all = await principalsOf(ask)
    ask.note(
      'Read: policies attached to users, roles and groups, inherited from groups and inline, with denials, conditions and permission boundaries. Not read: policies of the organization (SCPs and RCPs), of the resources themselves, of VPC endpoints and of sessions. Each of them can refuse what is allowed here, and a resource’s own policy can allow what no policy here does.',
    )
    if (who === undefined) return everybody(all, { actions, resource, ask })
    const found = called(all, who)
    // Of many, as all roles of functions, who may is told rather than each.
    if (found.length > 3) return everybody(found, { actions, resource, ask })
    if (found.length === 0) return { summary: unknownWho(who, all, ask), evidence: [] }
    const rulings = found.flatMap((one) =>
      actions.map((each) => ({ one, action: each, ruling: rulingOf(one, each, resource) })),
    )
    return {
      summary: sentences(
        ...found.map((one) =>
          verdictOf(
            one,
            rulings.filter((each) => each.one === one),
            resource,
          ),
        ),
      ),
      evidence: rulings.map(rowOf),
      followUps: [`Who may do ${actions[0]}?`, 'Who has administrator access?'],
    }
  },
})

/** Whole, else one by the first part of the name (`jonas`), else those that have it in them. */
function called(all: readonly Principal[], who: string): Principal[] {
  const asked = who.toLowerCase()
  const ways: readonly ((name: string) => boolean)[] = [
    (name) => name === asked,
    (name) => new RegExp(`^${RegExp.escape(asked)}[._@-]`).test(name),
    (name) => name.includes(asked),
  ]
  for (const way of ways) {
    const found = all.filter((one) => way(one.name.toLowerCase()))
    if (found.length > 0) return found
  }
  return []
}

const unknownWho = (who: string, all: readonly Principal[], ask: Ask) =>
  aboutAll(
    ask.whole(),
    `No IAM user, role or group is called ${cap(who, 80)}: people who come by IAM Identity Center or another identity provider take on roles. Users: ${listed(
      all.filter(({ kind }) => kind === 'user').map(({ name }) => said(name, 60)),
      12,
    )}.`,
    `${cap(who, 80)} was not found among the ${numbered(all.length, 'user, role and group', 'users, roles and groups')} that were read.`,
  )

interface Ruled {
  one: Principal
  action: string
  ruling: Ruling
}

const rowOf = ({ one, action, ruling }: Ruled): Evidence => ({
  evidence: 'Permission',
  Name: one.name,
  Kind: one.kind,
  Action: action,
  Allowed: ruling.bounded === undefined ? ruling.verdict : `no: boundary ${ruling.bounded}`,
  By: listed(ruling.by.map(sourceOf), 6) || undefined,
  Only: listed([...new Set(ruling.by.flatMap(limitsOf))], 4) || undefined,
  Denied:
    listed(
      ruling.but.map((one) => sentenceOf(one)),
      4,
    ) || undefined,
  NotRead: listed(ruling.unread, 6) || undefined,
})

function verdictOf(one: Principal, rulings: readonly Ruled[], resource?: string): string {
  const what = resource === undefined ? '' : ` on ${said(resource, 80)}`
  const alike = [...Map.groupBy(rulings, ({ ruling }) => keyOf(ruling)).values()]
  return sentences(...alike.map((same) => rulingSaid(one, same, what)))
}

/** `Yes: jonas.weber may do s3:DeleteBucket, by PowerUserAccess (by the group developers).` */
function rulingSaid(one: Principal, same: readonly Ruled[], what: string): string {
  const [first] = same
  if (first === undefined) return ''
  const { ruling } = first
  const whom = `the ${one.kind} **${said(one.name, 60)}**`
  const actions = same.map(({ action }) => action)
  const does = `${listed(actions.map(code), 6)}${what}`
  const by = listed([...new Set(ruling.by.map(sourceOf))], 4)
  const but = ruling.but.length === 0 ? '' : `, but ${listed(ruling.but.map(sentenceOf), 3)}`
  switch (ruling.verdict) {
    case 'allowed':
      return `Yes: ${whom} may do ${does}, by ${by}${but}.`
    case 'some': {
      const limits = listed([...new Set(ruling.by.flatMap(limitsOf))], 4)
      return ruling.by.some((match) => match.actions !== undefined)
        ? `In part: of ${does}, ${whom} may do only ${limits}, by ${by}${but}.`
        : `In part: ${whom} may do ${does} only ${limits}, by ${by}${but}.`
    }
    case 'denied':
      return `No: ${whom} may not do ${does}: ${by} denies it.`
    case 'unknown':
      return `Not known: whether ${whom} may do ${does} depends on ${listed(ruling.unread, 4)}, whose text could not be read.`
    case 'not allowed':
      return ruling.bounded === undefined
        ? `No, by its own policies: nothing that ${whom} carries allows ${does}${carriedSaid(one)}. Only a policy of the resource itself, which was not read, could still let it.`
        : `No: ${by} would let ${whom} do ${does}, but the permission boundary ${said(ruling.bounded, 60)} does not.`
  }
}

const keyOf = ({ verdict, by, but, bounded }: Ruling) => JSON.stringify([verdict, by, but, bounded])

const carriedSaid = ({ carried }: Principal) =>
  carried.length === 0
    ? ' (it has no policy)'
    : ` (it has ${listed(
        carried.map(({ policy, how }) => `${said(policy, 60)} ${how}`),
        5,
      )})`

const sourceOf = ({ policy, how }: Pick<Match, 'policy' | 'how'>) =>
  `**${said(policy, 60)}** (${how})`

/** What of it, on what, and when: `on arn:…`, `if aws:MultiFactorAuthPresent fits`. */
const limitsOf = ({ actions, resources, conditions }: Match): string[] => {
  const parts = [
    ...(actions === undefined ? [] : [listed(actions.map(code), 10)]),
    ...(resources === undefined ? [] : [`on ${listed(resources.map(code), 3)}`]),
    ...(conditions.length === 0 ? [] : [`if ${listed(conditions, 3)} fits`]),
  ]
  return parts.length === 0 ? [] : [parts.join(' ')]
}

/** With its stars, which are marks of Markdown else. */
const code = (text: string) =>
  `\`${said(text.replaceAll('*', '\u2217'), 120).replaceAll('\u2217', '*')}\``

const sentenceOf = (one: Match) =>
  `${said(one.policy, 60)} denies it${limitsOf(one).length === 0 ? '' : ` ${limitsOf(one).join(' ')}`}`

interface Wanted {
  actions: readonly string[]
  resource: string | undefined
  ask: Ask
}

/** Who may, of all: people and machines first, then roles. */
function everybody(all: readonly Principal[], { actions, resource, ask }: Wanted) {
  const some = all.filter(({ kind, isOfService }) => kind !== 'group' && !isOfService)
  const ruled = some.map((one) => ({
    one,
    rulings: actions.map((action) => ({ one, action, ruling: rulingOf(one, action, resource) })),
  }))
  const of = (kind: Principal['kind'], verdicts: readonly Ruling['verdict'][]) =>
    ruled.filter(
      ({ one, rulings }) =>
        one.kind === kind && rulings.every(({ ruling }) => verdicts.includes(ruling.verdict)),
    )
  const users = of('user', ['allowed'])
  const roles = of('role', ['allowed'])
  const partly = [...of('user', ['allowed', 'some']), ...of('role', ['allowed', 'some'])].filter(
    (each) => !users.includes(each) && !roles.includes(each),
  )
  const unknown = ruled.filter(({ rulings }) =>
    rulings.some(({ ruling }) => ruling.verdict === 'unknown'),
  )
  const does = `${listed(actions.map(code), 6)}${resource === undefined ? '' : ` on ${said(resource, 80)}`}`
  const shown = (each: typeof ruled) =>
    listed(
      each.map(
        ({ one, rulings }) =>
          `**${said(one.name, 60)}** (${listed([...new Set(rulings.flatMap(({ ruling }) => ruling.by.map(({ policy, how }) => `${said(policy, 60)} ${how}`)))], 2)})`,
      ),
      12,
    )
  const count = (kind: Principal['kind']) => some.filter((one) => one.kind === kind).length
  const whole = unknown.length === 0 ? ask.whole() : undefined
  const whoOf = (kind: 'user' | 'role', who: typeof ruled) => {
    const all = count(kind)
    if (all === 0) return ''
    if (who.length > 0)
      return `${who.length} of ${counted(all, kind)} may do ${does}: ${shown(who)}.`
    const what = `may do ${does} by policies of ${all === 1 ? 'its' : 'their'} own`
    return aboutAll(
      whole,
      `None of ${counted(all, kind)} ${what}.`,
      `0 of ${counted(all, kind)} were seen that ${what}.`,
    )
  }
  return {
    summary: sentences(
      some.length === 0
        ? aboutAll(
            ask.whole(),
            'There are no users or roles to look at.',
            '0 users and roles could be read.',
          )
        : '',
      whoOf('user', users),
      whoOf('role', roles),
      partly.length === 0
        ? ''
        : `On some resources, or under conditions: ${listed(
            partly.map(({ one }) => said(one.name, 60)),
            10,
          )}.`,
      unknown.length === 0
        ? ''
        : `Not known of ${listed(
            unknown.map(({ one }) => said(one.name, 60)),
            10,
          )}: texts of policies could not be read.`,
    ),
    evidence: [...users, ...roles, ...partly, ...unknown].flatMap(({ rulings }) =>
      rulings.map(rowOf),
    ),
    followUps: ['Who has administrator access?', 'Which users have no MFA?'],
  }
}
