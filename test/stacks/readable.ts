import { z } from 'zod'
import type { Registered } from './run-program.ts'

/** Resources by type and name, with documents parsed, secrets marked, and what other tests look at left out. */
export function readable(resources: readonly Registered[]): Record<string, unknown> {
  return Object.fromEntries(
    resources.map(({ type, name, inputs }) => [
      `${type} ${name.replace(/-[0-9a-f]{16}$/, '')}`,
      Object.fromEntries(
        Object.entries(inputs).map(([key, value]) => [key, readableInput(key, value)]),
      ),
    ]),
  )
}

export function inputsOf(resources: readonly Registered[], type: string, name: string) {
  const found = resources.find((resource) => resource.type === type && resource.name === name)
  if (found === undefined) throw new Error(`The program asks for no ${type} ${name}`)
  return found.inputs
}

function readableInput(key: string, value: unknown): unknown {
  if (key === 'dashboardBody') return 'see dashboard.test.ts'
  if (key === 'imageName') return String(value).replace(/:[0-9a-f]{16}$/, ':{the content’s hash}')
  if (key === 'targetConfiguration') return withoutToolSchema(value)
  if (key === 'assumeRolePolicy' || key === 'policy') return JSON.parse(String(value))
  const secret = pulumiSecret.safeParse(value)
  return secret.success ? { secret: secret.data.value } : value
}

/** How Pulumi marks a secret on the wire. */
const pulumiSecret = z.object({
  '4dabf18193072939515e22adb298388d': z.literal('1b47061264138c4ac30d75fd1eb44270'),
  value: z.unknown(),
})

function withoutToolSchema(value: unknown): unknown {
  const { lambda } = target.parse(value).mcp
  return { mcp: { lambda: { ...lambda, toolSchema: 'see tool-schema.test.ts' } } }
}

const target = z.object({ mcp: z.object({ lambda: z.record(z.string(), z.unknown()) }) })
