import type { Answers, Input, Output, Place } from '../answer.ts'
import { text } from '../answer.ts'
import { SampleAccountError } from '../error.ts'
import { mainRegion } from '../facts/company.ts'
import { certificates, isExpiring, validationRecord, zones } from '../facts/edge.ts'
import { loadBalancers } from '../facts/load-balancing.ts'
import { vpcId } from '../facts/network.ts'
import { listing } from '../listing.ts'

const byMarker = { size: 'MaxItems', token: 'Marker', next: 'NextMarker', more: 'IsTruncated' }

export const answers: Answers = {
  ListHostedZones: listing({
    as: 'HostedZones',
    from: () => zones.map(hostedZone),
    paging: byMarker,
    beside: pageFacts,
  }),
  ListHostedZonesByName: listing({
    as: 'HostedZones',
    from: () => zones.map(hostedZone),
    where: ({ Name }, input) => Name >= (text(input, 'DNSName') ?? ''),
    paging: {
      size: 'MaxItems',
      token: 'HostedZoneId',
      next: 'NextHostedZoneId',
      more: 'IsTruncated',
    },
    beside: (_at, input) => ({ MaxItems: Number(input.MaxItems ?? 100) }),
  }),
  GetHostedZone: (input) => {
    const zone = zoneOf(input)
    const vpc = { VPCRegion: mainRegion, VPCId: vpcId('prod') }
    return {
      HostedZone: hostedZone(zone),
      ...(zone.private ? { VPCs: [vpc] } : { DelegationSet: { NameServers: nameServers } }),
    }
  },
  GetHostedZoneCount: () => ({ HostedZoneCount: zones.length }),
  ListResourceRecordSets: listing({
    as: 'ResourceRecordSets',
    from: (_at, input) => recordsOf(zoneOf(input)),
    // Route 53 goes on by the next record's name; here that name is the position.
    paging: {
      size: 'MaxItems',
      token: 'StartRecordIdentifier',
      next: 'NextRecordIdentifier',
      more: 'IsTruncated',
    },
    beside: (_at, input) => ({ MaxItems: Number(input.MaxItems ?? 300) }),
  }),
  ListHealthChecks: listing({
    as: 'HealthChecks',
    from: () => [healthCheck],
    paging: byMarker,
    beside: pageFacts,
  }),
}

type Zone = (typeof zones)[number]

const nameServers = ['ns-1.sample.example', 'ns-2.sample.example']

function pageFacts(_at: Place, input: Input): Output {
  return { Marker: text(input, 'Marker') ?? '', MaxItems: Number(input.MaxItems ?? 100) }
}

function zoneOf(input: Input): Zone {
  const id = (text(input, 'HostedZoneId') ?? text(input, 'Id') ?? '').replace('/hostedzone/', '')
  const zone = zones.find((one) => one.id === id)
  if (zone) return zone
  throw new SampleAccountError('NoSuchHostedZone', {
    message: `No hosted zone found with ID: ${id}`,
    status: 404,
  })
}

function hostedZone(zone: Zone) {
  return {
    Id: `/hostedzone/${zone.id}`,
    Name: zone.name,
    CallerReference: `sample-${zone.id}`,
    Config: { PrivateZone: zone.private, Comment: zone.private ? 'inside prod' : 'the shop' },
    ResourceRecordSetCount: recordsOf(zone).length,
  }
}

function recordsOf(zone: Zone): Output[] {
  if (zone.private) {
    return [
      values(`orders-db.${zone.name}`, 'CNAME', [
        'orders-db.c9sample0000.us-east-1.rds.amazonaws.com',
      ]),
      values(`search.${zone.name}`, 'CNAME', ['storefront-1234567890.us-east-1.elb.amazonaws.com']),
    ]
  }
  return [
    values(zone.name, 'NS', nameServers),
    values(zone.name, 'MX', ['10 inbound-smtp.us-east-1.amazonaws.com']),
    values(zone.name, 'TXT', ['"v=spf1 include:amazonses.com -all"']),
    ...loadBalancers.map(alias),
    ...validations(),
  ]
}

// The record of the certificate that cannot renew is the one that is not there.
function validations(): Output[] {
  return certificates
    .filter((one) => !isExpiring(one))
    .map((one) => validationRecord(one.domain))
    .map(({ Name, Type, Value }) => values(Name, Type, [Value]))
}

const values = (Name: string, Type: string, all: readonly string[]): Output => ({
  Name,
  Type,
  TTL: 300,
  ResourceRecords: all.map((Value) => ({ Value })),
})

function alias({ name, region, certificate }: (typeof loadBalancers)[number]): Output {
  return {
    Name: `${certificate}.`,
    Type: 'A',
    AliasTarget: {
      HostedZoneId: 'Z35SXDOTRQ7X7K',
      DNSName: `dualstack.${name}-1234567890.${region}.elb.amazonaws.com.`,
      EvaluateTargetHealth: true,
    },
  }
}

const healthCheck = {
  Id: '3f1sample-0000-4000-a000-000000000053',
  CallerReference: 'sample-storefront',
  HealthCheckVersion: 2,
  HealthCheckConfig: {
    Type: 'HTTPS',
    FullyQualifiedDomainName: 'quillmarket.example',
    Port: 443,
    ResourcePath: '/healthz',
    RequestInterval: 30,
    FailureThreshold: 3,
  },
}
