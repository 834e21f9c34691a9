import { serviceNames, services } from '../../catalogue/services.ts'
import { answerRecipe } from '../../recipes/answer-recipe.ts'
import { permissions as recipe } from '../../recipes/security/permissions.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import type { Plan } from '../plan.ts'
import { actionsSaid } from './actions-said.ts'
import { principalSaid } from './principal-said.ts'

const may =
  '(?:be able to|been able to|have (?:the )?(?:permissions?|rights?|access|privileges?|power)(?: to| for)?|has (?:the )?(?:permissions?|rights?|privileges?|power)(?: to| for)?|allowed to|permitted to|authori[sz]ed to|able to|in a position to)'
const someone = '(?:anyone|anybody|someone|somebody|everyone|everybody|who(?:ever)?)'

/** `could jonas delete…`, `is samir allowed to…`, `does X have permission to…`: who, and then what. */
const ofOne: readonly RegExp[] = [
  /\b(?:does|do|would|did) (.{2,60}?) (?:let|allow|permit|enable|entitle)s? (?:[\w-]+ ){1,3}?(?:to )?((?:delet|remov|terminat|stop|start|creat|launch|chang|modif|edit|updat|writ|read|upload|download|push|pull|invok|publish|send|receiv|decrypt)\w*\b.*)/i,
  new RegExp(`\\b(?:is|are|was) (.{2,60}?) (?:still |even |actually |really )?${may} (.+)`, 'i'),
  new RegExp(
    `\\b(?:does|do|did|would|could|will|can) (.{2,60}?) (?:still |even |actually |really )?${may} (.+)`,
    'i',
  ),
  /\b(?:can|could|may|might|would)(?:n't)? (?!you\b|we\b|i\b|this\b|that\b|it\b)(.{2,60}?) (?:still |even |actually |really |theoretically |just |ever )?((?:[a-z]+:|get rid of|tear down|spin up|look at|shut down|do |(?:delet|remov|destroy|terminat|kill|stop|start|reboot|restart|creat|mak|launch|chang|modif|edit|updat|writ|read|upload|download|push|pull|invok|publish|send|receiv|decrypt|attach|detach|disabl|enabl|pass|grant|giv|deploy|see|view|list|open|purg|drop|wip|query|scan|put|get|add|empty|access)[a-z]*)\b.*)/i,
]

const rights = '(?:access|rights?|permissions?|privileges?|control|power)'

/** `is tom an admin`, `does ml-training have s3 full access`: whether somebody may do all there is, of a service or at all. */
const ofAllRights: readonly RegExp[] = [
  /^(?:so |and |ok |wait )*(?:is|are|was|isn't) (?<who>(?!there\b|it\b|he\b|she\b|they\b|we\b|this\b|that\b).{2,40}?) (?:also |still |really |actually |even )?(?:an? |the )?(?:full |aws |account |iam )*(?:admin(?:istrator)?s?|superusers?)$/i,
  new RegExp(
    `\\b(?:does|do|did|has|have) (?<who>(?!any|every|some|who|we\\b|he\\b|she\\b|they\\b|it\\b).{2,40}?) (?:still |really |actually )?(?:have |has |got |carry )(?:an? |the )?(?:(?:full |aws |account |iam )*admin(?:istrator|istrative)?(?: ${rights})?|full ${rights}(?: (?:to|on|over|in|for) (?:all |our |the |of )*(?<to>[\\w -]{2,20}))?|(?<of>[\\w-]{2,15})(?:'s)? full ${rights})$`,
    'i',
  ),
  /\b(?:can|could|may) (?<who>.{2,40}?) (?:really |actually )?do (?:everything|anything|whatever \w+ (?:wants?|likes?))(?: (?:in|with|to|on) (?:all |our |the )*(?<to>[\w -]{2,20}))?$/i,
]

/** `who can terminate…`, `which roles may …`. */
const ofAll: readonly RegExp[] = [
  /\b(?:everyone|everybody|anyone|anybody|people|users|roles|who(?:ever)?)(?: \w+)? (?:with|(?:that|who) ha(?:s|ve)|having|holding) (?:the )?(?:permissions?|rights?|access|privileges?) to (.+)/i,
  new RegExp(
    `\\b${someone}(?: all| else)?(?: in (?:our|the) (?:company|team|account|org\\w*))? (?:(?:is|are|has|have) )?(?:${may}|can|could|may|has (?:the )?(?:permissions?|rights?) to) (.+)`,
    'i',
  ),
  new RegExp(
    `\\b(?:which|what) (?:iam )?(?:users?|people|persons?|roles?|groups?|accounts?|identities|principals|engineers|developers)(?: \\w+){0,2}? (?:(?:is|are|has|have) )?(?:${may}|can|could|may) (.+)`,
    'i',
  ),
]

/** `which roles have full access to S3`, `who has S3 full access`: who may do all there is of a service. */
const allOfService = new RegExp(
  `\\b(?:(?:with|have|has|having|got|gives?|grants?|holds?) )(?:an? |the )?(?:(?:full|complete|unrestricted|unlimited|all) ${rights} (?:to|on|over|in|for) (?:all |our |the |of |aws |amazon )*(?<to>[\\w ]{2,20})|(?:full )?(?:aws |amazon )?(?<of>[\\w ]{2,15}?)(?:'s)? (?:full|admin) ${rights}|full (?:aws |amazon )?(?<kind>[\\w ]{2,15}?) ${rights})$`,
  'i',
)

/** `what can jonas do in IAM?`: all that one may, of a service or of all. */
const whatMay: readonly RegExp[] = [
  /\bwhat(?: all| else)?(?: exactly| precisely)? (?:can|could|may|is|are) (?<who>.{2,60}?) (?:(?:able|allowed|permitted|authori[sz]ed) to )?do(?: (?:in|with|to|on|within) (?:the |our |aws |amazon )?(?<where>[\w -]{2,30}?))?(?: exactly| precisely)?$/i,
  /\bwhat(?: kinds? of| all)? (?:iam |aws )?(?:permissions?|rights|privileges|access)(?: exactly)? (?:does|do|has|have|is|are) (?<who>.{2,60}?)(?: (?:have|has|got|hold|granted|given|carry))?(?: (?:in|on|to|within) (?:the |our |aws |amazon )?(?<where>[\w -]{2,30}?))?$/i,
  /^(?:(?:show|list|give|tell|describe)(?: me)? )?(?:all )?(?:the )?(?:permissions|rights|privileges) (?:of|for|held by|granted to) (?<who>.{2,60}?)(?: (?:in|on) (?<where>[\w -]{2,30}?))?$/i,
]

/** `what could somebody do with key AKIA…?`: whoever holds what is named. */
const mayWith =
  /\bwhat(?: all| else| harm| damage)? (?:can|could|may|might|would) (?:anyone|anybody|someone|somebody|whoever \w+ (?:it|them)|one|they|we|you|(?:an? )?(?:attacker|thief|hacker|intruder)) (?:be able to )?do (?:with|using|through|via|by) (.{2,400}?)$/i

/** Of a service that is named, its prefix in IAM. */
function prefixOf(where: string): string {
  const said = where.toLowerCase().trim()
  const found = serviceNames.find((one) => {
    const { name, aliases = [] } = services[one]
    return [one, name, ...aliases].some((each) => each.toLowerCase() === said)
  })
  return found === undefined ? '' : `${services[found].iam}:`
}

/** Whether somebody may do something, or who may: of IAM's policies. */
export async function permissionsAsked(
  plan: Plan,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const question = plan.question.replace(/[\s?!.]+$/, '')
  if (aboutTrust.test(question)) return undefined
  const rightsAsked = ofAllRights.map((one) => one.exec(question)?.groups).find(Boolean)
  if (rightsAsked !== undefined) {
    const name = await principalSaid(rightsAsked.who ?? '', context)
    const prefix = prefixOf(
      (rightsAsked.to ?? rightsAsked.of ?? '').replace(/ (?:buckets?|tables?|queues?)$/i, ''),
    )
    if (name !== undefined) {
      const result = await answerRecipe(recipe, asked(plan, [`${prefix}*`], name), context)
      return prefix === '' ? asAdministrator(result) : result
    }
  }
  const ofAService = allOfService.exec(question)?.groups
  const whole = prefixOf(
    (ofAService?.to ?? ofAService?.of ?? ofAService?.kind ?? '').replace(
      / (?:buckets?|tables?|queues?)$/i,
      '',
    ),
  )
  if (whole !== '') return answerRecipe(recipe, asked(plan, [`${whole}*`]), context)
  const all = ofAll.map((one) => one.exec(question)).find((one) => one !== null)
  if (all !== undefined && all !== null) {
    const action = await actionsSaid(all[1] ?? '', plan)
    return action.length === 0 ? undefined : answerRecipe(recipe, asked(plan, action), context)
  }
  const [, held = ''] = mayWith.exec(question) ?? []
  if (held !== '') return ofEach(held, ['*'], { plan, context })
  const whatever = whatMay.map((one) => one.exec(question)?.groups).find(Boolean)
  if (whatever !== undefined) {
    const { who = '', where = '' } = whatever
    // Of several the policies of each are told, where it is no service that they are asked for.
    if (several.test(who) && where === '') return undefined
    return ofEach(who, [`${prefixOf(where)}*`], { plan, context })
  }
  const one = ofOne.map((each) => each.exec(question)).find((each) => each !== null)
  if (one === undefined || one === null) return undefined
  const [, who = '', what = ''] = one
  const action = await actionsSaid(what, plan)
  if (action.length === 0) return undefined
  // `Anyone in billing`: of a group, and not of all.
  const [, group] =
    new RegExp(`^${someone} (?:in|of|from|within) (?:the |our )?(.+)$`, 'i').exec(who.trim()) ?? []
  if (group === undefined && new RegExp(`^${someone}\\b`, 'i').test(who.trim()))
    return answerRecipe(recipe, asked(plan, action), context)
  // `We are offboarding jonas: could he …`
  const before = /^(?:he|she|they|it)$/i.test(who.trim())
    ? question.slice(0, one.index)
    : (group ?? who)
  return ofEach(before, action, { plan, context })
}

/** What each of those who are named may do; undefined where somebody of them is not known. */
async function ofEach(
  who: string,
  action: readonly string[],
  { plan, context }: { plan: Plan; context: ToolContext },
): Promise<ToolResult | undefined> {
  const found = await Promise.all(who.split(several).map((one) => principalSaid(one, context)))
  const names = found.filter((name) => name !== undefined)
  if (names.length < found.length) return undefined
  const results = await Promise.all(
    names.map((name) => answerRecipe(recipe, asked(plan, action, name, names), context)),
  )
  const [first] = results
  const regions = results.flatMap((result) => result.regions)
  const told = regions.filter((one) => one.status === 'ok')
  const [own] = told
  if (first === undefined || own === undefined || told.length < regions.length) return first
  const summary = told.map((one) => one.summary ?? '').join('\n')
  return { ...first, regions: [{ ...own, summary, items: told.flatMap(({ items }) => items) }] }
}

/** “Jonas and Priya”: each is asked about. */
const several = /,? and |, (?:and )?/i

/** Who may do part of all that there is, is no administrator. */
const asAdministrator = (result: ToolResult): ToolResult => ({
  ...result,
  regions: result.regions.map((region) =>
    region.status === 'ok' && region.summary !== undefined
      ? { ...region, summary: region.summary.replace(/^In part: /, 'No administrator: ') }
      : region,
  ),
})

/** Who may take on a role is told by the role itself. */
const aboutTrust =
  /\b(?:assum|take on|trust)\w*\b|\bmfa\b|\bsign[ -]?in\b|\blog ?in to the console\b/i

function asked(
  { names, ids }: Plan,
  action: readonly string[],
  name?: string,
  people: readonly string[] = [],
) {
  const [resource] = [...ids, ...names].filter((one) => one !== name && !people.includes(one))
  return {
    parameters: {
      ...(name === undefined ? {} : { name }),
      action: action.join(','),
      ...(resource === undefined || !isOfResource(action) ? {} : { resource }),
    },
  }
}

/** Instances and the like stand in policies by ids, seldom by names: these are what is named there. */
const isOfResource = (action: readonly string[]) =>
  action.every((one) =>
    /^(?:s3|dynamodb|sqs|sns|lambda|secretsmanager|iam|ecr|kms|logs):/.test(one),
  )
