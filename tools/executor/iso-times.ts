import type { Service } from '../catalogue/services.ts'
import { isRecord, type Json } from '../json.ts'

/**
 * Times that a service gives in another form than the rest, as ISO 8601: milliseconds since 1970
 * (CloudWatch Logs, log files of RDS, SQS), seconds as text (attributes of a queue), an offset
 * without a colon (Lambda), Logs Insights' own. What is no time, as a duration, stays.
 */
export function withIsoTimes(output: Json, service: Service): Json {
  const isoTime = forms[service]
  return isoTime === undefined ? output : timesWithin(output, isoTime)
}

type IsoTime = (name: string, value: string | number) => string | undefined

function timesWithin(value: Json, isoTime: IsoTime): Json {
  if (Array.isArray(value)) return value.map((entry) => timesWithin(entry, isoTime))
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      typeof member === 'number' || typeof member === 'string'
        ? (isoTime(name, member) ?? member)
        : timesWithin(member, isoTime),
    ]),
  )
}

/** A member of this name holds a moment where its value is of the right size. */
export const namesTime =
  /(Time|TimeStamp|Timestamp|Date|At|Seen|Until|Written|Modified)$|^(time|timestamp|date)$/

const milliseconds: IsoTime = (name, value) =>
  typeof value === 'number' && isMoment(value) && namesTime.test(name) ? iso(value) : undefined

/** `CreatedTimestamp` is in seconds, `SentTimestamp` in milliseconds; both are text. */
const queueTimes: IsoTime = (name, value) => {
  if (!/timestamp$/i.test(name)) return undefined
  const time = Number(value)
  return isMoment(time) ? iso(time) : isMoment(time * 1000) ? iso(time * 1000) : undefined
}

const logTimes: IsoTime = (name, value) =>
  typeof value === 'number' ? milliseconds(name, value) : insightsTime(name, value)

/** `2030-01-31 09:00:00.000`, in UTC; a field of somebody's log lines is as they wrote it. */
const insightsTime = (name: string, value: string) =>
  /^(@(timestamp|ingestionTime)$|bin\()/.test(name) && /^[\d-]{10} [\d:]{8}\.\d{3}$/.test(value)
    ? `${value.replace(' ', 'T')}Z`
    : undefined

const withOffset: IsoTime = (name, value) =>
  typeof value === 'string' && hasOffset.test(value) && namesTime.test(name)
    ? iso(Date.parse(value))
    : undefined

const hasOffset = /^[\d-]{10}T[\d:]{8}(\.\d+)?[+-]\d{2}:?\d{2}$/

const forms: Readonly<Partial<Record<Service, IsoTime>>> = {
  athena: milliseconds,
  batch: milliseconds,
  guardduty: milliseconds,
  opensearch: milliseconds,
  securityhub: milliseconds,
  'cloudwatch-logs': logTimes,
  rds: milliseconds,
  sqs: queueTimes,
  lambda: withOffset,
}

const iso = (time: number) => new Date(time).toISOString()

/** In milliseconds, from 2001 to 2096: shorter is a duration, or seconds. */
const isMoment = (time: number) => time >= 1e12 && time < 4e12
