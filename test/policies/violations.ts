import { rules } from '../../policies/rules.ts'
import type { Rule } from '../../policies/stack-rule.ts'

interface Resource {
  type: string
  inputs: Record<string, unknown>
  name?: string
  /** Where rules of whole stacks are to have their say of it, all of its stack. */
  program?: readonly Resource[]
}

export type Violations = Record<string, string[]>

interface Options {
  stack?: string
  /** Of rules, by name. */
  config?: Record<string, object>
}

/** What all rules say of a resource, by rule; one that has nothing to say is left out. */
export async function violations(resource: Resource, options: Options = {}): Promise<Violations> {
  const said = await Promise.all(
    rules.map(
      async (rule): Promise<[string, string[]]> => [
        rule.name,
        await saidBy(rule, resource, options),
      ],
    ),
  )
  return Object.fromEntries(said.filter(([, messages]) => messages.length > 0))
}

async function saidBy(rule: Rule, resource: Resource, options: Options): Promise<string[]> {
  const messages: string[] = []
  const defaults = Object.entries(rule.configSchema?.properties ?? {}).map(([key, value]) => [
    key,
    value.default,
  ])
  const settings = { ...Object.fromEntries(defaults), ...options.config?.[rule.name] }
  const shared = { stackTags: new Map(), getConfig: () => settings, notApplicable }
  const judged = asPolicyResource(resource, options)
  for (const validate of [rule.validateResource ?? []].flat()) {
    await validate({ ...judged, ...shared }, (message) => messages.push(message))
  }
  if (resource.program !== undefined && rule.validateStack !== undefined) {
    const resources = resource.program.map((one) => asPolicyResource(one, options))
    await rule.validateStack({ resources, ...shared }, (message, urn) => {
      if (urn === judged.urn) messages.push(message)
    })
  }
  return messages
}

function asPolicyResource(
  { type, name = 'tested', inputs }: Resource,
  { stack = 'prod' }: Options,
) {
  return {
    type,
    props: inputs,
    name,
    urn: `urn:pulumi:${stack}::aws-operations-agent::${type}::${name}`,
    opts: {
      protect: false,
      ignoreChanges: [],
      aliases: [],
      additionalSecretOutputs: [],
      customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
    },
    dependencies: [],
    propertyDependencies: {},
    isType: () => false,
    asType: () => undefined,
  }
}

function notApplicable(): never {
  throw new Error('The rules do not use this')
}
