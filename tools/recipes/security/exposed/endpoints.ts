import { bucketAccess, bucketsIn } from '../../evidence/buckets.ts'
import { readEach } from '../../evidence/read-each.ts'
import { object, text, texts } from '../../evidence/values.ts'
import { listed, said } from '../../evidence/wording.ts'
import type { Place } from '../../recipe.ts'
import type { Exposure } from './exposure.ts'
import { isWorld } from './world-rules.ts'

/** Buckets of the region that anybody may reach. */
export async function openBuckets(ask: Place): Promise<Exposure[]> {
  const access = await bucketAccess(ask, await bucketsIn(ask))
  return access
    .filter(({ publicBy }) => publicBy.length > 0)
    .map(({ name, publicBy }) => ({
      risk: 'medium',
      what: `bucket ${said(name)}`,
      open: said(listed(publicBy, 3)),
      reaches: 'its objects, by anybody',
    }))
}

/** Databases with a public address, whatever their security groups let through. */
export async function openDatabases({ tryRead }: Place): Promise<Exposure[]> {
  const databases = (await tryRead('rds:DescribeDBInstances')) ?? []
  return databases
    .filter(({ PubliclyAccessible }) => PubliclyAccessible === true)
    .map(({ DBInstanceIdentifier, Endpoint }) => ({
      risk: 'medium',
      what: `database ${said(text(DBInstanceIdentifier))}`,
      open: 'publicly accessible',
      reaches: `${text(object(Endpoint).Address)}, as far as its security groups let through`,
    }))
}

/** Functions whose URL asks nobody who they are. */
export async function openFunctions(ask: Place): Promise<Exposure[]> {
  const functions = (await ask.tryRead('lambda:ListFunctions')) ?? []
  const urls = await readEach(ask, functions, {
    operation: 'lambda:ListFunctionUrlConfigs',
    parameters: ({ FunctionName }) => ({ FunctionName }),
    noun: 'function',
  })
  return [...urls].flatMap(([{ FunctionName }, found]) =>
    found
      .filter(({ AuthType }) => AuthType === 'NONE')
      .map(({ FunctionUrl }) => ({
        risk: 'medium' as const,
        what: `function ${said(text(FunctionName))}`,
        open: 'function URL without authentication',
        reaches: said(text(FunctionUrl)),
      })),
  )
}

/** Clusters whose Kubernetes API answers any address; it still asks for credentials. */
export async function openClusters(ask: Place): Promise<Exposure[]> {
  const names = (await ask.tryRead('eks:ListClusters')) ?? []
  const clusters = await readEach(ask, names, {
    operation: 'eks:DescribeCluster',
    parameters: ({ value }) => ({ name: value }),
    noun: 'cluster',
  })
  return [...clusters.values()].flat().flatMap(({ name, endpoint, resourcesVpcConfig }) => {
    const { endpointPublicAccess, publicAccessCidrs } = object(resourcesVpcConfig)
    if (endpointPublicAccess !== true || !texts(publicAccessCidrs).some(isWorld)) return []
    const what = `EKS cluster ${said(text(name))}`
    return [
      { risk: 'medium', what, open: 'Kubernetes API', reaches: said(text(endpoint)) } as const,
    ]
  })
}

/** APIs are there to be called: who may call which route does not show in their list. */
export async function openApis({ tryRead }: Place): Promise<Exposure[]> {
  const [rest = [], http = []] = await Promise.all([
    tryRead('apigateway:GetRestApis'),
    tryRead('apigatewayv2:GetApis'),
  ])
  const open = [
    ...rest.filter((api) => !texts(object(api.endpointConfiguration).types).includes('PRIVATE')),
    ...http,
  ]
  return open.map((api) => ({
    risk: 'expected',
    what: `API ${said(text(api.name ?? api.Name))}`,
    open: 'HTTPS',
    reaches: text(api.ApiEndpoint) || `its stages (${text(api.id)})`,
  }))
}
