import { actionsOf, catalogueOf } from '../../catalogue/catalogue.ts'
import { isService, services } from '../../catalogue/services.ts'
import type { Plan } from '../plan.ts'
import type { Kind } from '../things/kind.ts'

/** What is done to what, in words, as IAM calls it: `delete a bucket` is s3:DeleteBucket. */
export async function actionsSaid(whole: string, plan: Plan): Promise<string[]> {
  // What a thing is called says nothing of what it is.
  const said = [...plan.names, ...plan.ids].reduce(
    (text, name) => text.replaceAll(name, 'NAME'),
    whole,
  )
  const written = whole.match(/\b[a-z][a-z0-9-]+:(?:[A-Z]\w*\*?|\*)/g)
  if (written !== null) return [...new Set(written)]
  // `Push images or change code` are two.
  const parts = said.split(/,? \b(?:or|and|and\/or)\b /i)
  const each = await Promise.all(parts.map((part) => actionSaid(part, plan)))
  const found = each.flat()
  return found.length > 0 ? [...new Set(found)] : actionSaid(said, plan)
}

async function actionSaid(said: string, plan: Plan): Promise<string[]> {
  const known = phrases.find(([pattern]) => pattern.test(said))
  if (known !== undefined) return [...known[1]]
  const verb = verbs.find(([pattern]) => pattern.test(said))
  if (verb === undefined) return []
  const spoken = plan.kinds.filter((one) => said.toLowerCase().includes(one.said.toLowerCase()))
  for (const { kind } of spoken) {
    const found = await actionOf(kind, verb[1])
    if (found !== undefined) return [found]
  }
  return []
}

/** `DescribeDBInstances` lists what `DeleteDBInstance` deletes. */
async function actionOf({ list }: Kind, starts: readonly string[]): Promise<string | undefined> {
  const [name = '', operation = ''] = list.split(':')
  const service = Object.keys(services).find(
    (one) => isService(one) && (services[one].name === name || one === name),
  )
  if (service === undefined || !isService(service)) return undefined
  const many = operation.replace(/^(?:List|Describe|Get)/, '').replace(/V2$/, '')
  const nouns = [many, many.replace(/ies$/, 'y'), many.replace(/s$/, ''), many.replace(/es$/, '')]
  const { operations } = await catalogueOf(service)
  for (const start of starts) {
    const found = nouns.map((noun) => `${start}${noun}`).find((one) => one in operations)
    const known = found === undefined ? undefined : operations[found]
    if (found !== undefined && known !== undefined)
      return actionsOf(service, found, known)[0] ?? `${services[service].iam}:${found}`
  }
  return undefined
}

const verbs: readonly (readonly [pattern: RegExp, starts: readonly string[]])[] = [
  [/\b(?:terminat|kill|nuk)\w*/i, ['Terminate', 'Delete']],
  [
    /\b(?:delet|remov|destroy|drop|wip|releas)\w*|\bget rid of\b|\btear down\b/i,
    ['Delete', 'Terminate', 'Remove', 'Release', 'Deregister', 'ScheduleDeletionOf'],
  ],
  [/\b(?:reboot|restart)\w*/i, ['Reboot', 'Restart', 'Update']],
  [/\b(?:stop|halt|shut)\w*|\b(?:switch|turn)\w* off\b/i, ['Stop', 'Disable']],
  [/\bstart\w*|\b(?:switch|turn)\w* on\b/i, ['Start', 'Enable', 'Run', 'Create']],
  [
    /\b(?:creat|mak|add|launch|provision)\w*|\bspin up\b/i,
    ['Create', 'Run', 'Put', 'Add', 'Request'],
  ],
  [
    /\b(?:modif|chang|edit|updat|alter|resiz|configur|scal)\w*/i,
    ['Modify', 'Update', 'Change', 'Put', 'Set'],
  ],
  [/\bpurg\w*/i, ['Purge']],
  [/\b(?:attach)\w*/i, ['Attach']],
  [/\b(?:detach)\w*/i, ['Detach']],
  [/\b(?:disabl)\w*/i, ['Disable']],
  [/\b(?:enabl)\w*/i, ['Enable']],
  [/\brestor\w*/i, ['Restore']],
  [/\b(?:list|see|view|describ|look at|read)\w*/i, ['List', 'Describe', 'Get']],
]

/** What is not called as it is said. */
const phrases: readonly (readonly [pattern: RegExp, actions: readonly string[]])[] = [
  [
    /\bpush\w* .*\b(?:ecr|images?|registry|repos?\w*)\b|\bpush\w* (?:to|into) ecr\b/i,
    ['ecr:PutImage'],
  ],
  [/\bpull\w* .*\b(?:ecr|images?)\b/i, ['ecr:BatchGetImage']],
  [
    /\b(?:read|see|get|view|fetch|access|retriev|decrypt)\w* .*\bsecrets?\b|\bsecret values?\b/i,
    ['secretsmanager:GetSecretValue'],
  ],
  [
    /\b(?:schedul|delet|destroy)\w* .*\bkms\b.*\bkeys?\b|\bdelet\w* .*\bencryption keys?\b/i,
    ['kms:ScheduleKeyDeletion'],
  ],
  [/\bdecrypt\w*|\buse .*\bkms\b/i, ['kms:Decrypt']],
  [
    /\b(?:delet|remov|wip|empt)\w* .*\b(?:objects?|files?)\b|\bempty\b.*\b(?:buckets?|s3)\b/i,
    ['s3:DeleteObject'],
  ],
  [/\b(?:writ|upload|put|sav|stor)\w* .*\b(?:s3|buckets?|objects?)\b/i, ['s3:PutObject']],
  [
    /\b(?:read|download|fetch|get|copy)\w* .*\b(?:s3|buckets?|objects?|files?)\b/i,
    ['s3:GetObject'],
  ],
  [/\b(?:mak|set|turn)\w* .*\bbuckets?\b.*\bpublic\b|\bbucket polic/i, ['s3:PutBucketPolicy']],
  [/\b(?:writ|put|insert|updat)\w* .*\b(?:items?|dynamo\w*|tables?)\b/i, ['dynamodb:PutItem']],
  [/\b(?:read|query|scan|get)\w* .*\b(?:items?|dynamo\w*|tables?)\b/i, ['dynamodb:GetItem']],
  [/\b(?:receiv|consum|read|poll)\w* .*\b(?:sqs|queues?|messages?)\b/i, ['sqs:ReceiveMessage']],
  [/\b(?:send|writ|put|post)\w* .*\b(?:sqs|queues?|messages?)\b/i, ['sqs:SendMessage']],
  [/\bpublish\w* .*\b(?:sns|topics?)\b|\bpublish\b/i, ['sns:Publish']],
  [
    /\b(?:deploy|updat|push|chang|replac)\w* .*\b(?:lambdas?|functions?)\b|\bfunction code\b/i,
    ['lambda:UpdateFunctionCode'],
  ],
  [/\b(?:invok|call|trigger|run)\w* .*\b(?:lambdas?|functions?)\b/i, ['lambda:InvokeFunction']],
  [/\b(?:deploy|roll out|scal)\w* .*\b(?:ecs|services?)\b/i, ['ecs:UpdateService']],
  [
    /\b(?:open|chang|edit|modif|add)\w* .*\b(?:ports?|security groups?|firewall)\b/i,
    ['ec2:AuthorizeSecurityGroupIngress'],
  ],
  [
    /\b(?:chang|edit|modif|updat|delet|add|touch)\w* .*\b(?:dns|records?|route ?53)\b/i,
    ['route53:ChangeResourceRecordSets'],
  ],
  [
    /\b(?:see|view|read|look at|access)\w* .*\b(?:bills?|billing|costs?|invoices)\b/i,
    ['ce:GetCostAndUsage'],
  ],
  [
    /\b(?:launch|creat|start new|spin up)\w* .*\b(?:ec2|instances?|servers?|machines?|vms?)\b/i,
    ['ec2:RunInstances'],
  ],
  [/\b(?:creat|mak|add|mint|generat)\w* .*\baccess keys?\b/i, ['iam:CreateAccessKey']],
  [/\bpass\w* .*\broles?\b|\bpassrole\b/i, ['iam:PassRole']],
  [
    /\b(?:giv|grant|escalat|attach|chang|edit)\w* .*\b(?:admin\w*|permissions?|privileges?|polic(?:y|ies)|rights)\b/i,
    ['iam:AttachUserPolicy', 'iam:PutUserPolicy'],
  ],
  [
    /\b(?:ssh|shell|log ?in\w*|session)\b.*\b(?:ssm|session manager|instances?)\b/i,
    ['ssm:StartSession'],
  ],
  [/\b(?:read|see|view|tail|search|access)\w* .*\blogs?\b/i, ['logs:FilterLogEvents']],
  [
    /\b(?:stop|disabl|turn off|delet|switch off)\w* .*\b(?:cloudtrail|trails?|audit log\w*)\b/i,
    ['cloudtrail:StopLogging'],
  ],
  [/\b(?:do|touch|chang|manag)\w* .*\biam\b/i, ['iam:*']],
  [/\bdo (?:everything|anything(?: they want)?)\b|\bfull access\b/i, ['*']],
]
