import type { Service } from '../catalogue/services.ts'
import { isRecord, type Json } from '../json.ts'
import { gaps, harmlessMembers } from '../policy/redaction.ts'
import { looksSecret } from '../policy/secret-names.ts'
import { redactText } from './redact-text.ts'
import type { Sensitivity } from './sensitive.ts'

/**
 * An answer without its secrets: what the SDK's schema marks as sensitive, what has a secret's
 * name, the known gaps, and text that has a secret's form. Each says `[redacted: <why>]`.
 */
export function redact(
  value: Json,
  { service, sensitivity }: { service: Service; sensitivity?: Sensitivity },
): Json {
  return redactAt(value, { service, name: '', sensitivity, why: undefined, depthInList: undefined })
}

interface Place {
  service: Service
  /** Of the member, or of the list or map that the value is in. */
  name: string
  sensitivity: Sensitivity | undefined
  /** Set under something sensitive: all below goes. */
  why: string | undefined
  /** 0 for an entry of a list, 1 for its members, and so on down. */
  depthInList: number | undefined
}

function redactAt(value: Json, above: Place): Json {
  const place = { ...above, why: above.why ?? whyHere(value, above) }
  if (Array.isArray(value)) {
    const inner = { ...place, sensitivity: place.sensitivity?.entry(), depthInList: 0 }
    return value.map((entry) => redactAt(entry, inner))
  }
  if (isRecord(value)) return redactMembers(value, place)
  if (value === null || value === '') return value
  if (place.why !== undefined) return isLabel(place) ? value : marker(place.why)
  return typeof value === 'string' ? redactText(value, redactNested(place.service)) : value
}

function redactMembers(value: { [name: string]: Json }, place: Place): Json {
  const hidden = hiddenValueOf(value)
  const depthInList = place.depthInList === undefined ? undefined : place.depthInList + 1
  const members = Object.entries(value).map(([name, member]) => {
    const why = place.why ?? (hidden && valueMembers.has(name) ? hidden : undefined)
    const sensitivity = place.sensitivity?.member(name)
    return [name, redactAt(member, { ...place, name, sensitivity, why, depthInList })]
  })
  return Object.fromEntries(members)
}

function whyHere(value: Json, { service, name, sensitivity }: Place): string | undefined {
  if (harmlessMembers[service]?.has(name)) return undefined
  if (sensitivity?.sensitive) return 'sensitive'
  // A tag named Environment is text; an environment is a map or a list.
  const gap = gapsByMember.get(`${service} ${name}`)
  if (gap && (typeof value === 'object' || !/environment/i.test(name))) return gap.why
  const secret = typeof value === 'string' && !value.startsWith('arn:') && looksSecret(name)
  return secret ? 'its name looks secret' : undefined
}

/** Why the value of a pair such as `{ Name, Value }` is hidden: its name, or NoEcho. */
function hiddenValueOf(value: { [name: string]: Json }): string | undefined {
  if (value.NoEcho === true) return 'NoEcho'
  const name = Object.entries(value).find(([member]) => nameMembers.has(member))?.[1]
  return typeof name === 'string' && looksSecret(name) ? 'its name looks secret' : undefined
}

const gapsByMember = new Map(gaps.map((gap) => [`${gap.service} ${gap.member}`, gap]))

/** Of `[{ name, value }]` the name stays; in a map these are names that somebody chose. */
const isLabel = ({ name, depthInList }: Place) => depthInList === 1 && labels.has(name)

const labels = new Set(['name', 'Name', 'key', 'Key'])
const nameMembers = new Set([
  ...['Name', 'Key', 'ParameterKey', 'OutputKey', 'ParameterName', 'ExportName', 'OptionName'],
  ...['AttributeName', 'name', 'key', 'parameterName'],
])
const valueMembers = new Set([
  ...[
    'Value',
    'Values',
    'ParameterValue',
    'OutputValue',
    'DefaultValue',
    'ResolvedValue',
    'Default',
  ],
  ...['value', 'values', 'defaultValue', 'parameterValue'],
])

const marker = (why: string) => `[redacted: ${why}]`

/** For JSON within text, as CloudTrail's events and policies are. */
const redactNested = (service: Service) => (value: Json) => redact(value, { service })
