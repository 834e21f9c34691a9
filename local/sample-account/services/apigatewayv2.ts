import type { Answers, Input, Place } from '../answer.ts'
import { text } from '../answer.ts'
import { daysAgo } from '../clock.ts'
import { httpApis } from '../facts/apis.ts'
import { hex, tagMap } from '../facts/company.ts'
import { functionArn, functions } from '../facts/functions.ts'
import { named } from '../facts/network.ts'
import { find, listing } from '../listing.ts'

export const answers: Answers = {
  GetApis: listing({ as: 'Items', from: (at) => apisIn(at).map((one) => describe(one, at)) }),
  GetApi: (input, at) => describe(apiOf(input, at), at),
  GetRoutes: listing({ as: 'Items', from: (at, input) => routes(apiOf(input, at)) }),
  GetIntegrations: listing({ as: 'Items', from: (at, input) => integrations(apiOf(input, at)) }),
  GetStages: listing({ as: 'Items', from: (at, input) => [stage(apiOf(input, at), at)] }),
}

type HttpApi = (typeof httpApis)[number]

function apisIn(at: Place) {
  return httpApis.filter(({ region }) => region === at.region)
}

const apiOf = (input: Input, at: Place) =>
  find(apisIn(at), text(input, 'ApiId'), {
    by: ['id'],
    missing: {
      name: 'NotFoundException',
      message: () => 'Invalid API identifier specified',
      status: 404,
    },
  })

function describe({ id, name, region, createdDaysAgo }: HttpApi, at: Place) {
  return {
    ApiId: id,
    Name: name,
    ProtocolType: 'HTTP',
    ApiEndpoint: `https://${id}.execute-api.${region}.amazonaws.com`,
    CreatedDate: daysAgo(at, createdDaysAgo),
    DisableExecuteApiEndpoint: false,
    RouteSelectionExpression: '$request.method $request.path',
    Tags: tagMap({ env: 'prod' }),
  }
}

const integrationId = (key: string) => hex(`integration ${key}`, 7)

function routes({ id, routes: all }: HttpApi) {
  return all.map(({ key }) => ({
    RouteId: hex(`route ${id} ${key}`, 7),
    RouteKey: key,
    Target: `integrations/${integrationId(key)}`,
    AuthorizationType: 'NONE',
    ApiKeyRequired: false,
  }))
}

function integrations({ routes: all }: HttpApi) {
  return all.map(({ key, function: name }) => ({
    IntegrationId: integrationId(key),
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: functionArn(named(functions, name)),
    PayloadFormatVersion: '2.0',
    TimeoutInMillis: 29_000,
  }))
}

function stage({ createdDaysAgo }: HttpApi, at: Place) {
  return {
    StageName: '$default',
    AutoDeploy: true,
    CreatedDate: daysAgo(at, createdDaysAgo),
    LastUpdatedDate: daysAgo(at, 20),
    DefaultRouteSettings: { DetailedMetricsEnabled: false },
  }
}
