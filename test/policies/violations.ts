import type { ResourceValidationPolicy } from '@pulumi/policy'
import { rules } from '../../policies/rules.ts'

interface Resource {
  type: string
  inputs: Record<string, unknown>
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

async function saidBy(
  rule: ResourceValidationPolicy,
  { type, inputs }: Resource,
  { stack = 'prod', config = {} }: Options,
): Promise<string[]> {
  const messages: string[] = []
  const defaults = Object.entries(rule.configSchema?.properties ?? {}).map(([key, value]) => [
    key,
    value.default,
  ])
  const settings = { ...Object.fromEntries(defaults), ...config[rule.name] }
  for (const validate of [rule.validateResource ?? []].flat()) {
    await validate(
      {
        type,
        props: inputs,
        name: 'tested',
        urn: `urn:pulumi:${stack}::aws-operations-agent::${type}::tested`,
        opts: {
          protect: false,
          ignoreChanges: [],
          aliases: [],
          additionalSecretOutputs: [],
          customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
        },
        stackTags: new Map(),
        isType: () => false,
        asType: () => undefined,
        getConfig: () => settings,
        notApplicable: () => {
          throw new Error('The rules do not use this')
        },
      },
      (message) => messages.push(message),
    )
  }
  return messages
}
