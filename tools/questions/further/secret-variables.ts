import { objects, text } from '../../recipes/evidence/values.ts'
import { counted, listed, said } from '../../recipes/evidence/wording.ts'
import { looksSecret } from '../../redaction/names.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import { isObject } from '../lens/fields.ts'
import type { Plan } from '../plan.ts'
import { Reader } from '../things/reader.ts'
import { told } from './told.ts'

const asks =
  /^(?=.*\b(?:secrets?|passwords?|credentials|tokens?|api keys?|sensitive)\b)(?=.*\b(?:env(?:ironment)?(?: ?var(?:iable)?s?)?|variables?|plain ?text|hard-?coded)\b)/i
const ofValue = /\b(?:value|what(?:'s| is| are) the|print|show me the|tell me the|give me the)\b/i

/** Which functions and containers have variables that look secret: by their names, as values are left out before anybody sees them. */
export async function secretVariables(
  { question, names, ids, kinds, regions: asked }: Plan,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const isOfThese = kinds.every(({ kind }) =>
    /^(?:function|service|task|task definition|container|secret|variable)$/.test(kind.noun),
  )
  if (!asks.test(question) || ofValue.test(question) || !isOfThese || names.length + ids.length > 0)
    return undefined
  const reader = new Reader(context)
  const regions = await reader.regions(asked)
  const isOf = (pattern: RegExp) =>
    kinds.length === 0 ||
    kinds.every(({ kind }) => kind.noun === 'secret') ||
    pattern.test(question)
  const functions = isOf(/\blambdas?\b|\bfunctions?\b/i)
    ? await reader.each(regions, async (region) =>
        (await reader.tryRead('lambda:ListFunctions', { region })).flatMap((one) => {
          if (!isObject(one)) return []
          const variables = isObject(one.Environment) ? one.Environment.Variables : undefined
          const secret = isObject(variables)
            ? Object.entries(variables).flatMap(([name, value]) =>
                isLeftOut(value) && looksSecret(name) ? [name] : [],
              )
            : []
          return [{ region, kind: 'function', name: text(one.FunctionName), secret }]
        }),
      )
    : []
  const containers = isOf(/\becs\b|\bservices?\b|\btasks?\b|\bcontainers?\b/i)
    ? await reader.each(regions, (region) => containersIn(region, reader))
    : []
  const all = [...functions, ...containers]
  const found = all.filter(({ secret }) => secret.length > 0)
  const seen = listed(
    [
      ...(functions.length === 0 ? [] : [counted(functions.length, 'function')]),
      ...(containers.length === 0 ? [] : [counted(containers.length, 'ECS service')]),
    ],
    2,
  )
  return told({
    operation: functions.length > 0 ? 'lambda:ListFunctions' : 'ecs:DescribeTaskDefinition',
    understood: 'variables that look secret · by their names',
    summary:
      found.length === 0
        ? reader.failures.length > 0 || all.length === 0
          ? 'No variable that looks secret was seen in what could be read.'
          : `No variable of ${seen} looks secret, by its name.`
        : `**${found.length}** of ${seen} ${found.length === 1 ? 'has' : 'have'} variables that look secret, written as plain text in the configuration: ${listed(
            found.map(
              ({ name, secret }) =>
                `**${said(name, 60)}** (${listed(
                  secret.map((one) => said(one, 60)),
                  4,
                )})`,
            ),
            12,
          )}. Their values are left out before anybody sees them.`,
    rows: found.map(({ region, kind, name, secret }) => ({
      region,
      item: { Name: name, Kind: kind, Variables: secret.join(', ') },
    })),
    reader,
  })
}

const isLeftOut = (value: unknown): boolean =>
  typeof value === 'string' && /^\[redacted/.test(value)

/** What the task definitions of running services say; references to a store of secrets are no plain text. */
async function containersIn(region: string, reader: Reader) {
  const clusters = await reader.tryRead('ecs:ListClusters', { region })
  const services = await reader.each(clusters, async (cluster) => {
    const arn = typeof cluster === 'string' ? cluster : ''
    const arns = await reader.tryRead('ecs:ListServices', { region, parameters: { cluster: arn } })
    const some = arns.filter((one) => typeof one === 'string')
    const pages = Array.from({ length: Math.ceil(some.length / 10) }, (_, at) =>
      some.slice(at * 10, at * 10 + 10),
    )
    return reader.each(pages, (page) =>
      reader.tryRead('ecs:DescribeServices', {
        region,
        parameters: { cluster: arn, services: page },
      }),
    )
  })
  return reader.each(services, async (service) => {
    if (!isObject(service)) return []
    const [definition] = await reader.tryRead('ecs:DescribeTaskDefinition', {
      region,
      parameters: { taskDefinition: text(service.taskDefinition) },
    })
    const own =
      isObject(definition) && isObject(definition.taskDefinition)
        ? definition.taskDefinition
        : definition
    const secret = objects(isObject(own) ? own.containerDefinitions : undefined).flatMap((one) =>
      objects(one.environment).flatMap(({ name, value }) =>
        isLeftOut(value) && looksSecret(text(name)) ? [text(name)] : [],
      ),
    )
    const cluster = text(service.clusterArn).split('/').at(-1) ?? ''
    return [
      { region, kind: 'ECS service', name: `${text(service.serviceName)} (${cluster})`, secret },
    ]
  })
}
