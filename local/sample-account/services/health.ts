import type { Answers, Input, Output, Place } from '../answer.ts'
import { record, texts } from '../answer.ts'
import { daysAgo } from '../clock.ts'
import { company } from '../facts/company.ts'
import { eventArn, type HealthEvent, healthEvents } from '../facts/health-events.ts'
import { listing } from '../listing.ts'
import { paging } from '../paging.ts'

export const answers: Answers = {
  DescribeEvents: listing({
    as: 'events',
    from: (at, input) => wanted(input).map((one) => event(one, at)),
    paging: paging.camel,
  }),
  DescribeEventAggregates: (input) => {
    const counted = Map.groupBy(wanted(input), ({ category }) => category)
    return {
      eventAggregates: [...counted].map(([aggregateValue, those]) => ({
        aggregateValue,
        count: those.length,
      })),
    }
  },
  DescribeEventDetails: (input, at) => {
    const asked = texts(input, 'eventArns')
    const found = healthEvents.filter((one) => asked.includes(eventArn(one)))
    return {
      successfulSet: found.map((one) => ({
        event: event(one, at),
        eventDescription: { latestDescription: one.description },
      })),
      failedSet: asked
        .filter((arn) => !found.some((one) => eventArn(one) === arn))
        .map((arn) => ({ eventArn: arn, errorName: 'EventNotFound' })),
    }
  },
  DescribeAffectedEntities: listing({
    as: 'entities',
    from: (at, input) => entitiesOf(record(input.filter), at),
    paging: paging.camel,
  }),
  DescribeEntityAggregates: (input) => {
    const asked = texts(input, 'eventArns')
    const found = healthEvents.filter((one) => asked.length === 0 || asked.includes(eventArn(one)))
    return {
      entityAggregates: found.map((one) => ({
        eventArn: eventArn(one),
        count: one.entities.length,
      })),
    }
  },
}

/** Each condition of `filter` that is given. */
function wanted(input: Input): HealthEvent[] {
  const filter = record(input.filter)
  const holds = (member: string, value: string) => {
    const asked = texts(filter, member)
    return asked.length === 0 || asked.includes(value)
  }
  return healthEvents.filter(
    (one) =>
      holds('eventArns', eventArn(one)) &&
      holds('services', one.service) &&
      holds('regions', one.region) &&
      holds('eventTypeCodes', one.code) &&
      holds('eventTypeCategories', one.category) &&
      holds('eventStatusCodes', one.status),
  )
}

function event(one: HealthEvent, at: Place): Output {
  const { service, code, category, region, status, endDaysAgo } = one
  return {
    arn: eventArn(one),
    service,
    eventTypeCode: code,
    eventTypeCategory: category,
    region,
    startTime: daysAgo(at, one.startDaysAgo),
    ...(endDaysAgo !== undefined && { endTime: daysAgo(at, endDaysAgo) }),
    lastUpdatedTime: daysAgo(at, one.updatedDaysAgo),
    statusCode: status,
    eventScopeCode: category === 'issue' ? 'PUBLIC' : 'ACCOUNT_SPECIFIC',
  }
}

function entitiesOf(filter: Input, at: Place): Output[] {
  const asked = texts(filter, 'eventArns')
  return healthEvents
    .filter((one) => asked.includes(eventArn(one)))
    .flatMap((one) =>
      one.entities.map(({ value, arn, status }, index) => ({
        entityArn: `${eventArn(one)}/entity-${index + 1}`.replace(':event/', ':entity/'),
        eventArn: eventArn(one),
        entityValue: arn ?? value,
        awsAccountId: company.accountId,
        lastUpdatedTime: daysAgo(at, one.updatedDaysAgo),
        statusCode: status,
      })),
    )
}
