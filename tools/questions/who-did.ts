import type { Json } from '../json.ts'
import { listed, said } from '../recipes/evidence/wording.ts'
import { isObject } from './lens/fields.ts'
import type { Plan } from './plan.ts'
import type { Thing } from './things/list-things.ts'
import type { Reader } from './things/reader.ts'

/** What a question asks somebody to be named for: how CloudTrail calls that. */
const deeds: readonly (readonly [asked: RegExp, events: RegExp, done: string])[] = [
  [/\b(?:delet|remov|terminat|destroy)\w*/i, /^(?:Delete|Terminate|Remove|Deregister)/, 'removed'],
  [/\b(?:re-?boot|re-?start)\w*/i, /^(?:Reboot|Restart|ForceNewDeployment)/, 'restarted'],
  [/\b(?:stopp|shut|paus)\w*/i, /^(?:Stop|Pause|Disable)/, 'stopped'],
  [
    /\b(?:open|expos|let in)\w*/i,
    /^(?:Authorize|PutBucketPolicy|PutBucketAcl|DeletePublic)/,
    'opened',
  ],
  [
    /\b(?:chang|modif|updat|edit|touch|deploy|shipp|releas|rolled out|roll out|reconfigur)\w*/i,
    /^(?!Get|List|Describe|Lookup)/,
    'changed',
  ],
  [
    /\b(?:start|launch|creat|made|set up|provision|spun|open|add|behind|ran|built)\w*/i,
    /^(?:Run|Start|Create|Launch|Put|Register|Allocate|Authorize|Import)/,
    'started or created',
  ],
]

/** Whether a question asks who did something, rather than whose a thing is. */
export const asksWhoDid = ({ asked, question }: Plan): boolean =>
  asked === 'who' &&
  !/\bown|\bresponsible|\bwhose\b|\bbelongs?\b|\bwho (?:can|may|could|might)\b|\ballowed\b/i.test(
    question,
  ) &&
  deeds.some(([pattern]) => pattern.test(question))

/** “When was it last restarted”: of what no list keeps a date, CloudTrail may know. */
export const asksWhenDone = ({ asked, question }: Plan): boolean =>
  asked === 'when' &&
  !/\bwill\b/i.test(question) &&
  /\b(?:re-?boot|re-?start|delet|remov|terminat|destroy|stopp)\w*/i.test(question)

/** Who did to things what a question names, as CloudTrail remembers it for 90 days. */
export async function whoDid(
  things: readonly Thing[],
  { question, asked }: Pick<Plan, 'question' | 'asked'>,
  reader: Reader,
): Promise<string> {
  const deed = deeds.find(([pattern]) => pattern.test(question))
  if (deed === undefined || things.length === 0) return ''
  const [, names, done] = deed
  const found = await reader.each(things.slice(0, most), async (thing) => {
    const event = await eventOf(thing, names, reader)
    return [{ thing, event }]
  })
  // Several of one name are told apart by where they are.
  const isTwice = new Set(things.map(({ name }) => name)).size < things.length
  const calledSo = ({ name, parent, region }: Thing) =>
    isTwice ? `${name} (${parent ?? region})` : name
  const known = Map.groupBy(
    found.filter(({ event }) => event !== undefined),
    ({ event }) => `**${said(event?.by ?? '')}** (${event?.name}, ${event?.at})`,
  )
  const unknown = [
    ...new Set(
      found.filter(({ event }) => event === undefined).map(({ thing }) => calledSo(thing)),
    ),
  ]
  return [
    ...[...known].map(
      ([by, of]) =>
        `${by} ${done} ${listed(
          of.map(({ thing }) => calledSo(thing)),
          8,
        )}.`,
    ),
    ...(unknown.length === 0
      ? []
      : [
          `CloudTrail's 90 days do not tell ${asked === 'when' ? 'that anybody' : 'who'} ${done} ${listed(unknown, 8)}.`,
        ]),
  ].join(' ')
}

const most = 6

interface Done {
  name: string
  by: string
  at: string
}

async function eventOf(
  { names, region, item }: Thing,
  wanted: RegExp,
  reader: Reader,
): Promise<Done | undefined> {
  const ids = [...names].toSorted((a, b) => idRank(a) - idRank(b)).slice(0, 2)
  for (const id of ids) {
    const events = await reader.tryRead('cloudtrail:LookupEvents', {
      region: region === 'global' ? 'us-east-1' : region,
      parameters: { LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: id }] },
      most: 50,
    })
    const [event] = events.filter(
      (one) => isObject(one) && wanted.test(textOf(one.EventName)) && isInCluster(one, item),
    )
    if (event !== undefined && isObject(event)) {
      const at = textOf(event.EventTime).slice(0, 16).replace('T', ' ')
      return {
        name: textOf(event.EventName),
        by: textOf(event.Username) || 'somebody unnamed',
        at: `${at} UTC`,
      }
    }
  }
  return undefined
}

/** Services of several clusters have one name: what an event says of the cluster tells them apart. */
function isInCluster(event: { [member: string]: Json }, item: Json): boolean {
  const [own, asked] = [
    isObject(item) ? textOf(item.clusterArn) : '',
    /"cluster"\s*:\s*"([^"]+)"/.exec(textOf(event.CloudTrailEvent))?.[1] ?? '',
  ].map((text) => text.slice(text.lastIndexOf('/') + 1))
  return own === '' || asked === '' || own === asked
}

/** Trails name things by their ids where they have some. */
const idRank = (name: string) =>
  /^[a-z]+-[\da-f]{8,}$|^Z[\dA-Z]{9,}$/.test(name) ? 0 : name.startsWith('arn:') ? 2 : 1

const textOf = (value: Json | undefined) => (typeof value === 'string' ? value : '')
