import { object, objects, text } from '../../recipes/evidence/values.ts'
import { counted, dayOf, listed, said } from '../../recipes/evidence/wording.ts'
import type { Item } from '../../recipes/recipe.ts'
import { type Trusted, trustedBy } from '../../recipes/security/trust/trusted.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import type { Plan } from '../plan.ts'
import { Reader } from '../things/reader.ts'
import { dayMs } from '../time/period.ts'
import { roleOfService } from './principal-said.ts'
import { told } from './told.ts'

const whoUses =
  /\bwho(?:ever)? (?:else )?(?:can|may|could|is able to|is allowed to|gets to|has access|is behind)\b.*\b(?:us\w*|assum\w*|access|tak\w+|becom\w+)\b|\bwho (?:uses|assumes)\b/i
const trusts = /\b(?:trust(?:s|ed)?|assum(?:e|es|ed)|take on)\b/i
const stillUsed =
  /\b(?:still|ever|actually|really|any(?:one|body)|some(?:one|body))\b.*\b(?:us(?:e|es|ed|ing)|assum\w*|need\w*)\b|\b(?:un)?used\b.*\bstill\b|\bin use\b|\blast(?:ly)? used\b|\bwhen\b.*\bused\b|\bused\b.*\b(?:lately|recently|last)\b|\bwho (?:has |have )?(?:last )?used\b/i
const whatIs =
  /\bwhat(?:'s| is| does| are)\b|\bdescribe\b|\btell me (?:more )?about\b|\bexplain\b|\bwhat for\b/i

/** “Which role does checkout-api use?”: a service of ECS has it by its task definition. */
const roleOf =
  /\brole (?:of|for|behind|used by)\b|\b(?:which|what) (?:iam )?(?:(?:task|execution) )?role (?:does|do|is|has)\b.*\b(?:us\w+|assum\w+|runs?|running|have|has|takes?)\b/i

/** What one role is: who may take it on, what it has, and when somebody last did. */
export async function aboutRole(plan: Plan, context: ToolContext): Promise<ToolResult | undefined> {
  const {
    question,
    names,
    kinds: [main, second],
  } = plan
  const [named, other] = names
  if (other !== undefined || plan.ids.length > 0) return undefined
  const reader = new Reader(context)
  const ofService = roleOf.test(question) ? await roleOfService(question, reader) : undefined
  const isOfTrust = trusts.test(question)
  // “Can Lambda assume order-reader”: whom it asks of is no thing that is looked for.
  const isOfRole =
    (main?.kind.noun === 'role' && second === undefined) ||
    (isOfTrust && (named !== undefined || /\brole\b/i.test(question)))
  if (!isOfRole && ofService === undefined) return undefined
  const inPart =
    isOfTrust && named === undefined && ofService === undefined
      ? await calledInPart(question, reader)
      : undefined
  if (inPart !== undefined && inPart.found.length === 0)
    return told({
      operation: 'iam:ListRoles',
      understood: `roles · ${inPart.words} in the name`,
      summary: `No role has “${said(inPart.words)}” in its name. There are ${listed(
        inPart.names.map((one) => said(one)),
        20,
      )}.`,
      rows: [],
      reader,
    })
  const name =
    ofService?.role ?? named ?? (inPart?.found.length === 1 ? inPart.found[0] : undefined)
  if (name === undefined) return undefined
  const asked =
    ofService !== undefined
      ? 'about'
      : whoUses.test(question) || isOfTrust
        ? 'who'
        : stillUsed.test(question)
          ? 'use'
          : plan.asked === 'about' || (whatIs.test(question) && plan.words.length === 0)
            ? 'about'
            : undefined
  if (asked === undefined) return undefined
  const where = { region: reader.defaultRegion, parameters: { RoleName: name } }
  const [found] = await reader.tryRead('iam:GetRole', where)
  if (found === undefined) return undefined
  const role = object(object(found).Role ?? found)
  const own = text(role.Arn).split(':')[4] ?? ''
  const trusted = trustedBy(role.AssumeRolePolicyDocument, own)
  const used = useOf(role, context.now())
  const policies = asked === 'about' ? await policiesOf(reader, where) : ''
  const made = text(role.CreateDate).slice(0, 10)
  const called = `${ofService === undefined ? '' : `The ${/\bexecution\b/i.test(question) ? 'execution' : 'task'} role of ${said(ofService.service)}, `}**${said(text(role.RoleName))}**${ofService === undefined ? '' : ','}`
  const who =
    trusted.length === 0
      ? 'may be taken on by nobody'
      : `may be taken on by ${listed(trusted.map(trustedText), 8)}`
  const isAbout = `an IAM role, made ${made}${role.Description === undefined ? '' : ` (“${said(text(role.Description))}”)`}`
  const verdict = isOfTrust ? verdictOn(question.replace(name, ' '), trusted) : ''
  return told({
    operation: 'iam:GetRole',
    understood: `role · ${name} · ${asked === 'about' ? 'who may take it on, policies, last use' : asked === 'who' ? 'who may take it on' : 'last use'}`,
    summary:
      asked === 'use'
        ? `${plan.asked === 'yesno' ? used.word : ''}the role ${called} ${used.said}. It ${who}.`.replace(
            /^t/,
            'T',
          )
        : verdict === ''
          ? `${called} is ${isAbout}. It ${who}.${policies} It ${used.said}.`
          : `${verdict}${called} ${who}. It is ${isAbout}, and ${used.said}.`,
    rows: [
      {
        region: 'global',
        item: {
          RoleName: text(role.RoleName),
          Trusts: trusted.map((one) => one.who).join(', '),
          CreateDate: text(role.CreateDate),
          LastUsedDate: text(object(role.RoleLastUsed).LastUsedDate),
          Arn: text(role.Arn),
        },
      },
    ],
    reader,
    parameters: { RoleName: name },
  })
}

/** “The deploy role”: those that have the words in their names. */
async function calledInPart(question: string, reader: Reader) {
  const [, words] = /\b(?:the|our) ([\w -]+?) role\b/i.exec(question) ?? []
  if (words === undefined) return undefined
  const all = await reader.tryRead('iam:ListRoles', { region: reader.defaultRegion })
  const names = all.map((one) => text(object(one).RoleName))
  return { words, names, found: names.filter((name) => plain(name).includes(plain(words))) }
}

const plain = (name: string) => name.toLowerCase().replaceAll(/[\s_-]/g, '')

/** Whether it trusts whom the question asks about; nothing where it asks about nobody. */
function verdictOn(question: string, trusted: readonly Trusted[]): '' | 'Yes: ' | 'No: ' {
  const said = (isSo: boolean) => (isSo ? 'Yes: ' : 'No: ')
  if (/^\W*(?:who|what|which|how)\b/i.test(question)) return ''
  if (
    /\b(?:another|other|external|foreign|outside|third[- ]party) (?:aws )?accounts?\b/i.test(
      question,
    )
  )
    return said(trusted.some(({ kind }) => kind === 'other account'))
  if (/\b(?:any(?:one|body)|every(?:one|body)|the (?:world|public|internet))\b/i.test(question))
    return said(trusted.some(({ kind }) => kind === 'anybody'))
  const asked = [before, behind].flatMap((pattern) => pattern.exec(question)?.[1] ?? [])[0]
  const plain = asked?.toLowerCase().replaceAll(/[ -]/g, '')
  return plain === undefined || plain === '' || /^(?:roles?|it|somebody|someone|we|i)$/.test(plain)
    ? ''
    : said(trusted.some(({ who }) => who.toLowerCase().includes(plain)))
}

const before =
  /^\W*(?:can|may|could|is|does) (?:the |an? |our |aws )*([\w. -]+?)(?: service)? (?:allowed to |able to )?(?:assume|take on)\b/i
const behind =
  /\b(?:trusts?|trusted by|assumed by) (?:the |an? |our |aws )*([\w. -]+?)(?: service)?[?.! ]*$/i

async function policiesOf(
  reader: Reader,
  where: { region: string; parameters: Record<string, unknown> },
): Promise<string> {
  const attached = (await reader.tryRead('iam:ListAttachedRolePolicies', where)).map((one) =>
    text(object(one).PolicyName),
  )
  const inline = (await reader.tryRead('iam:ListRolePolicies', where)).map((one) =>
    typeof one === 'string' ? one : text(object(one).value),
  )
  const all = [...attached, ...inline.map((one) => `${one} (inline)`)].filter(Boolean)
  if (all.length === 0)
    return reader.failures.length === 0 ? ' It has no policy, so it may do nothing.' : ''
  return ` It may do what ${listed(
    all.map((one) => said(one)),
    8,
  )} ${all.length === 1 ? 'allows' : 'allow'}.`
}

function useOf(role: Item, now: Date): { word: string; said: string } {
  const [last] = objects([role.RoleLastUsed ?? {}])
  const at = text(last?.LastUsedDate)
  if (at === '') return { word: 'No: ', said: 'was not used in the last 400 days' }
  const days = Math.floor((now.getTime() - new Date(at).getTime()) / dayMs)
  const said = `was last used ${dayOf(new Date(at))} (${days < 1 ? 'within a day' : `${counted(days, 'day')} ago`})`
  return { word: days > 90 ? 'No: ' : 'Yes: ', said }
}

const trustedText = ({ kind, who, conditions }: Trusted) =>
  `${kind === 'other account' ? 'the other AWS account ' : kind === 'anybody' ? '**anybody** ' : kind === 'service' ? 'the service ' : ''}${said(who)}${
    conditions.length === 0
      ? kind === 'other account' || kind === 'anybody'
        ? ', without a condition'
        : ''
      : `, if ${listed(conditions.map((one) => said(one, 60)))} ${conditions.length === 1 ? 'fits' : 'fit'}`
  }`
