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

function redactAt(value: Json, place: Place): Json {
  const why = place.why ?? whyHere(value, place)
  if (Array.isArray(value)) {
    const inner = { ...place, why, sensitivity: place.sensitivity?.entry(), depthInList: 0 }
    const option = { ...inner, why: why ?? secretName }
    const entries = value.map((entry, index) =>
      redactAt(entry, isSecretOption(value[index - 1]) ? option : inner),
    )
    return entries.every((entry, index) => entry === value[index]) ? value : entries
  }
  if (isRecord(value)) return redactMembers(value, { ...place, why })
  if (value === null || value === '') return value
  if (why !== undefined) return isLabel(place) ? value : marker(why)
  return typeof value === 'string' ? redactText(value, redactNested(place.service)) : value
}

function redactMembers(value: { [name: string]: Json }, place: Place): Json {
  const { service } = place
  const hidden = hiddenValueOf(value) ?? (looksSecret(place.name) ? secretName : undefined)
  const depthInList = place.depthInList === undefined ? undefined : place.depthInList + 1
  const redacted: [string, Json][] = []
  for (const [name, member] of Object.entries(value)) {
    const why = place.why ?? (hidden && valueMembers.has(name) ? hidden : undefined)
    const sensitivity = place.sensitivity?.member(name)
    const shown = redactAt(member, { service, name, sensitivity, why, depthInList })
    if (shown !== member) redacted.push([name, shown])
  }
  return redacted.length === 0 ? value : { ...value, ...Object.fromEntries(redacted) }
}

function whyHere(value: Json, { service, name, sensitivity }: Place): string | undefined {
  if (harmlessMembers[service]?.has(name)) return undefined
  if (sensitivity?.sensitive) return 'sensitive'
  // A tag named Environment is text; an environment is a map or a list.
  const gap = gapOf(service, name)
  if (gap && (typeof value === 'object' || !/environment/i.test(name))) return gap.why
  const secret = typeof value === 'string' && !value.startsWith('arn:') && looksSecret(name)
  return secret ? secretName : undefined
}

const secretName = 'its name looks secret'

/** `--password` in the list of a command's words: the next one is its value. */
const isSecretOption = (entry: Json | undefined): boolean =>
  typeof entry === 'string' && /^--?[\w-]+$/.test(entry) && looksSecret(entry)

/** Why the value of a pair such as `{ Name, Value }` is hidden: its name, or NoEcho. */
function hiddenValueOf(value: { [name: string]: Json }): string | undefined {
  if (value.NoEcho === true) return 'NoEcho'
  const names = Object.keys(value).filter((member) => nameMembers.has(member))
  const secret = names.map((member) => value[member]).some(isSecretName)
  return secret ? secretName : undefined
}

const isSecretName = (name: Json | undefined) => typeof name === 'string' && looksSecret(name)

/** Events and templates tell of every service's resources, in CloudTrail with small letters. */
const gapOf = (service: Service, name: string) =>
  service === 'cloudtrail' || service === 'cloudformation'
    ? gapsOfAll.get(name.toLowerCase())
    : gapsByMember.get(name)?.find((gap) => gap.service === service)

const gapsByMember = Map.groupBy(gaps, ({ member }) => member)
const gapsOfAll = new Map(gaps.map((gap) => [gap.member.toLowerCase(), gap]))

/** Of `[{ name, value }]` the name stays; in a map these are names that somebody chose. */
const isLabel = ({ name, depthInList }: Place) => depthInList === 1 && labels.has(name)

const labels = new Set(['name', 'Name', 'key', 'Key'])
const nameMembers = new Set([
  ...['Name', 'Key', 'ParameterKey', 'OutputKey', 'ParameterName', 'ExportName', 'OptionName'],
  ...['AttributeName', 'HttpHeaderName', 'field', 'name', 'key', 'parameterName'],
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
  ...['value', 'values', 'defaultValue', 'parameterValue', 'StringValue', 'BinaryValue'],
  // DynamoDB's, by type.
  ...['S', 'N', 'B', 'SS', 'NS', 'BS'],
])

const marker = (why: string) => `[redacted: ${why}]`

/** For JSON within text, as CloudTrail's events and policies are. */
const redactNested = (service: Service) => (value: Json) => redact(value, { service })
