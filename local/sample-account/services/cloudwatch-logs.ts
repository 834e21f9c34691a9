import type { Answers, Input, Output, Place } from '../answer.ts'
import { record, text, texts } from '../answer.ts'
import { daysAgo, minutesAgo } from '../clock.ts'
import { SampleAccountError } from '../error.ts'
import { arn, hex, tagMap } from '../facts/company.ts'
import { type LogGroup, logGroups } from '../facts/log-groups.ts'
import { listing, startsWith } from '../listing.ts'
import { type LogEvent, logEvents, matchesPattern } from '../log-events.ts'
import { page, paging } from '../paging.ts'
import { insightsTime, runQuery } from './cloudwatch-logs/insights.ts'

export const answers: Answers = {
  DescribeLogGroups: listing({
    as: 'logGroups',
    from: (at) => groupsIn(at).map((one) => describe(one, at)),
    where: (one, input) =>
      startsWith('logGroupNamePrefix', 'logGroupName')(one, input) &&
      one.logGroupName.includes(text(input, 'logGroupNamePattern') ?? ''),
    paging: paging.limit,
  }),
  DescribeLogStreams: listing({
    as: 'logStreams',
    from: (at, input) => streams(groupOf(input, at), at),
    where: startsWith('logStreamNamePrefix', 'logStreamName'),
    paging: paging.limit,
  }),
  FilterLogEvents: (input, at) => {
    const group = groupOf(input, at)
    const pattern = text(input, 'filterPattern') ?? ''
    const found = eventsOf(group, input, at).filter(
      ({ message, logStreamName }) =>
        matchesPattern(message, pattern) && isAskedFor(logStreamName, input),
    )
    const { items, rest } = page(found, input, paging.limit)
    return { events: items.map((event) => filtered(event, group)), searchedLogStreams: [], ...rest }
  },
  GetLogEvents: (input, at) => {
    const group = groupOf(input, at)
    const stream = text(input, 'logStreamName')
    if (!group.streams.some((one) => one === stream)) throw notFound('log stream')
    const all = eventsOf(group, input, at).filter((event) => event.logStreamName === stream)
    return window(all, input)
  },
  // A query's id holds the query: the sample account remembers nothing between calls.
  StartQuery: (input, at) => {
    const names = text(input, 'logGroupName') ?? texts(input, 'logGroupNames')
    const groups = [names].flat().map((logGroupName) => groupOf({ logGroupName }, at).name)
    const { queryString, startTime, endTime, limit } = input
    runQuery(String(queryString), [])
    const query = { groups, queryString, startTime, endTime, limit }
    return { queryId: Buffer.from(JSON.stringify(query)).toString('base64url') }
  },
  GetQueryResults: (input, at) => queryResults(text(input, 'queryId') ?? '', at),
  ListTagsForResource: () => ({ tags: tagMap({ env: 'prod' }) }),
}

function groupsIn(at: Place) {
  return logGroups.filter(({ region }) => region === at.region)
}

function groupOf(input: Input, at: Place): LogGroup {
  const asked = text(input, 'logGroupName') ?? text(input, 'logGroupIdentifier') ?? ''
  const found = groupsIn(at).find(({ name }) => name === asked || groupArn(name, at) === asked)
  if (!found) throw notFound('log group')
  return found
}

function notFound(what: string) {
  return new SampleAccountError('ResourceNotFoundException', {
    message: `The specified ${what} does not exist.`,
  })
}

const groupArn = (name: string, at: Place) => arn('logs', at.region, `log-group:${name}`)

function describe({ name, retentionDays, storedBytes, createdDaysAgo }: LogGroup, at: Place) {
  return {
    logGroupName: name,
    arn: `${groupArn(name, at)}:*`,
    logGroupArn: groupArn(name, at),
    creationTime: daysAgo(at, createdDaysAgo).getTime(),
    ...(retentionDays && { retentionInDays: retentionDays }),
    metricFilterCount: 0,
    storedBytes,
    logGroupClass: 'STANDARD',
  }
}

function streams({ name, streams: all, createdDaysAgo }: LogGroup, at: Place) {
  const seen = minutesAgo(at, 1).getTime()
  return all.map((stream) => ({
    logStreamName: stream,
    arn: `${groupArn(name, at)}:log-stream:${stream}`,
    creationTime: daysAgo(at, Math.min(7, createdDaysAgo)).getTime(),
    lastEventTimestamp: seen,
    lastIngestionTime: seen,
    storedBytes: 0,
  }))
}

function eventsOf(group: LogGroup, { startTime, endTime }: Input, at: Place): LogEvent[] {
  return logEvents(
    group,
    {
      ...(typeof startTime === 'number' && { start: startTime }),
      ...(typeof endTime === 'number' && { end: endTime }),
    },
    at,
  )
}

function queryResults(queryId: string, at: Place): Output {
  const query = record(JSON.parse(Buffer.from(queryId, 'base64url').toString()))
  const lines = texts(query, 'groups').flatMap((logGroupName) => {
    const range = {
      startTime: Number(query.startTime) * 1000,
      endTime: (Number(query.endTime) + 1) * 1000,
    }
    const group = groupOf({ logGroupName }, at)
    return eventsOf(group, range, at).map((event) => asLine(event, group))
  })
  const rows = runQuery(
    String(query.queryString),
    lines.toSorted((a, b) => (a['@timestamp'] < b['@timestamp'] ? 1 : -1)),
  )
  const limit = /\blimit\b/.test(String(query.queryString)) ? rows.length : Number(query.limit)
  const bytesScanned = lines.reduce((sum, line) => sum + line['@message'].length, 0)
  return {
    status: 'Complete',
    results: rows
      .slice(0, limit)
      .map((row) => Object.entries(row).map(([field, value]) => ({ field, value }))),
    statistics: { recordsMatched: rows.length, recordsScanned: lines.length, bytesScanned },
  }
}

const asLine = ({ timestamp, message, logStreamName }: LogEvent, { name }: LogGroup) => ({
  '@timestamp': insightsTime(timestamp),
  '@message': message,
  '@logStream': logStreamName,
  '@log': name,
})

function isAskedFor(stream: string, input: Input): boolean {
  const names = texts(input, 'logStreamNames')
  const prefix = text(input, 'logStreamNamePrefix') ?? ''
  return stream.startsWith(prefix) && (names.length === 0 || names.includes(stream))
}

function filtered(event: LogEvent, { name }: LogGroup): Output {
  return {
    ...event,
    ingestionTime: event.timestamp + 800,
    eventId: hex(`${name} ${event.timestamp} ${event.message}`, 56),
  }
}

// Tokens say from which moment to go on; at either end AWS gives the same token again, as here.
function window(all: LogEvent[], input: Input): Output {
  const limit = Number(input.limit ?? 1000)
  const [direction, moment] = (text(input, 'nextToken') ?? '').split('/')
  const forward = direction ? direction === 'f' : input.startFromHead === true
  const left = moment ? all.filter((one) => isBeyond(one, Number(moment), forward)) : all
  const shown = forward ? left.slice(0, limit) : left.slice(-limit)
  return {
    events: shown.map(({ timestamp, message }) => ({
      timestamp,
      message,
      ingestionTime: timestamp + 800,
    })),
    nextForwardToken: `f/${shown.at(-1)?.timestamp ?? moment ?? 0}`,
    nextBackwardToken: `b/${shown[0]?.timestamp ?? moment ?? 0}`,
  }
}

const isBeyond = ({ timestamp }: LogEvent, moment: number, forward: boolean) =>
  forward ? timestamp > moment : timestamp < moment
