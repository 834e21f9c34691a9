import type { Answers, Input, Output, Place } from '../answer.ts'
import { records } from '../answer.ts'
import { daysAgo, minutesAgo } from '../clock.ts'
import { arn, company, mainRegion, uuid } from '../facts/company.ts'
import { people } from '../facts/people.ts'
import { type TrailEvent, trailEvents } from '../facts/trail.ts'
import { listing } from '../listing.ts'
import { iamId, userArn } from './iam/names.ts'

export const answers: Answers = {
  LookupEvents: (input, at) =>
    listing({ as: 'Events', from: eventsIn, where: matches })({ MaxResults: 50, ...input }, at),
  DescribeTrails: () => ({ trailList: [trail] }),
  ListTrails: () => ({
    Trails: [{ TrailARN: trail.TrailARN, Name: trail.Name, HomeRegion: mainRegion }],
  }),
  GetTrail: () => ({ Trail: trail }),
  GetTrailStatus: (_input, at) => ({
    IsLogging: true,
    LatestDeliveryTime: minutesAgo(at, 4),
    StartLoggingTime: daysAgo(at, 880),
  }),
  GetEventSelectors: () => ({
    TrailARN: trail.TrailARN,
    EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }],
  }),
}

const trail = {
  Name: 'all-regions',
  TrailARN: arn('cloudtrail', mainRegion, 'trail/all-regions'),
  S3BucketName: 'quillmarket-cloudtrail',
  HomeRegion: mainRegion,
  IsMultiRegionTrail: true,
  IncludeGlobalServiceEvents: true,
  IsOrganizationTrail: false,
  LogFileValidationEnabled: true,
  HasCustomEventSelectors: false,
  HasInsightSelectors: false,
}

// Newest first, as AWS.
function eventsIn(at: Place): Output[] {
  return trailEvents
    .filter(({ region }) => region === at.region)
    .toSorted((one, other) => one.minutesAgo - other.minutesAgo)
    .map((event) => describe(event, at))
}

function describe(event: TrailEvent, at: Place): Output {
  const { name, source, by, reads, resources } = event
  const EventId = uuid(`${name} ${by} ${event.minutesAgo}`)
  return {
    EventId,
    EventName: name,
    EventSource: source,
    EventTime: minutesAgo(at, event.minutesAgo),
    ReadOnly: String(reads ?? false),
    Username: by,
    ...keyOf(event),
    Resources: resources.map((one) => ({ ResourceType: one.type, ResourceName: one.name })),
    CloudTrailEvent: JSON.stringify(written(event, EventId, at)),
  }
}

// Whoever signs in to the console uses no key.
function keyOf({ by, name }: TrailEvent) {
  const [key] = people.find((person) => person.name === by)?.keys ?? []
  return key && name !== 'ConsoleLogin' ? { AccessKeyId: key.id } : {}
}

function written(event: TrailEvent, eventID: string, at: Place) {
  const { name, source, by, region, request } = event
  return {
    eventVersion: '1.10',
    userIdentity: {
      type: 'IAMUser',
      principalId: iamId('AIDA', by),
      arn: userArn(by),
      accountId: company.accountId,
      userName: by,
    },
    eventTime: minutesAgo(at, event.minutesAgo).toISOString().replace('.000Z', 'Z'),
    eventSource: source,
    eventName: name,
    awsRegion: region,
    sourceIPAddress: '203.0.113.5',
    requestParameters: request,
    responseElements: null,
    eventID,
    readOnly: event.reads ?? false,
    eventType: name === 'ConsoleLogin' ? 'AwsConsoleSignIn' : 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: company.accountId,
  }
}

function matches(event: Output, input: Input): boolean {
  const { StartTime, EndTime } = input
  const when = event.EventTime
  if (!(when instanceof Date)) return false
  if (StartTime instanceof Date && when < StartTime) return false
  if (EndTime instanceof Date && when > EndTime) return false
  return records(input, 'LookupAttributes').every((attribute) => has(event, attribute))
}

function has(event: Output, { AttributeKey, AttributeValue }: Output): boolean {
  const resources = records(event, 'Resources')
  if (AttributeKey === 'ResourceName' || AttributeKey === 'ResourceType') {
    return resources.some((one) => one[AttributeKey] === AttributeValue)
  }
  return event[String(AttributeKey)] === AttributeValue
}
