import type { Answers, Input, Place } from '../answer.ts'
import { text } from '../answer.ts'
import { daysAgo } from '../clock.ts'
import { restApis } from '../facts/apis.ts'
import { hex, tagMap } from '../facts/company.ts'
import { certificateArn } from '../facts/edge.ts'
import { find, listing } from '../listing.ts'
import { paging } from '../paging.ts'

const missing = {
  name: 'NotFoundException',
  message: () => 'Invalid API identifier specified',
  status: 404,
}

export const answers: Answers = {
  GetRestApis: listing({
    as: 'items',
    from: (at) => apisIn(at).map((one) => describe(one, at)),
    paging: paging.position,
  }),
  GetRestApi: (input, at) => describe(apiOf(input, at), at),
  GetStages: (input, at) => ({ item: [stage(apiOf(input, at), at)] }),
  GetStage: (input, at) =>
    find([stage(apiOf(input, at), at)], text(input, 'stageName'), { by: ['stageName'], missing }),
  GetResources: listing({
    as: 'items',
    from: (at, input) => resources(apiOf(input, at)),
    paging: paging.position,
  }),
  GetDeployments: listing({
    as: 'items',
    from: (at, input) => [deployment(apiOf(input, at), at)],
    paging: paging.position,
  }),
  GetDomainNames: listing({
    as: 'items',
    from: (at) => apisIn(at).map(domainName),
    paging: paging.position,
  }),
  GetBasePathMappings: (input, at) => ({
    items: apisIn(at)
      .filter(({ domain }) => domain === text(input, 'domainName'))
      .map(({ id }) => ({ basePath: '(none)', restApiId: id, stage: 'prod' })),
  }),
  GetUsagePlans: listing({
    as: 'items',
    from: (at) => apisIn(at).map(usagePlan),
    paging: paging.position,
  }),
}

type RestApi = (typeof restApis)[number]

function apisIn(at: Place) {
  return restApis.filter(({ region }) => region === at.region)
}

const apiOf = (input: Input, at: Place) =>
  find(apisIn(at), text(input, 'restApiId'), { by: ['id'], missing })

function describe({ id, name, description, createdDaysAgo }: RestApi, at: Place) {
  return {
    id,
    name,
    description,
    createdDate: daysAgo(at, createdDaysAgo),
    apiKeySource: 'HEADER',
    endpointConfiguration: { types: ['REGIONAL'] },
    disableExecuteApiEndpoint: false,
    tags: tagMap({ env: 'prod', service: 'partners' }),
  }
}

const deploymentId = ({ id }: RestApi) => hex(`deployment ${id}`, 6)

function stage(api: RestApi, at: Place) {
  return {
    stageName: 'prod',
    deploymentId: deploymentId(api),
    createdDate: daysAgo(at, api.createdDaysAgo),
    lastUpdatedDate: daysAgo(at, 33),
    cacheClusterEnabled: false,
    tracingEnabled: false,
    variables: { ...api.stageVariables },
  }
}

function deployment(api: RestApi, at: Place) {
  return { id: deploymentId(api), description: 'stock v2', createdDate: daysAgo(at, 33) }
}

function resources({ id, paths }: RestApi) {
  return paths.map((path) => ({
    id: hex(`resource ${id} ${path}`, 10),
    path,
    ...(path !== '/' && { pathPart: path.split('/').at(-1) }),
  }))
}

function domainName({ domain, region, id }: RestApi) {
  return {
    domainName: domain,
    domainNameStatus: 'AVAILABLE',
    regionalCertificateArn: certificateArn(domain),
    regionalDomainName: `d-${id}.execute-api.${region}.amazonaws.com`,
    endpointConfiguration: { types: ['REGIONAL'] },
    securityPolicy: 'TLS_1_2',
  }
}

function usagePlan({ id }: RestApi) {
  return {
    id: hex(`plan ${id}`, 6),
    name: 'partners',
    apiStages: [{ apiId: id, stage: 'prod' }],
    throttle: { rateLimit: 50, burstLimit: 100 },
    quota: { limit: 500_000, period: 'MONTH', offset: 0 },
  }
}
