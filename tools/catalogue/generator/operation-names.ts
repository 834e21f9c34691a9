import type { Service } from '../services.ts'

/**
 * The operations of an SDK client, which exports `<Operation>Command` and a schema `<Operation>$` of
 * each. Throws for one without: a catalogue that lacks it would look like the whole service.
 */
export function operationNames(service: Service, sdk: Record<string, unknown>): string[] {
  const names = Object.keys(sdk)
    .filter((name) => name.endsWith('Command') && name !== '$Command')
    .map((name) => name.slice(0, -'Command'.length))
    .sort()
  const unreadable = names.filter((name) => !Array.isArray(sdk[`${name}$`]))
  if (names.length === 0 || unreadable.length > 0) {
    const which =
      names.length === 0
        ? 'it has no commands'
        : `no schema of ${unreadable.slice(0, 5).join(', ')}`
    throw new Error(
      `@aws-sdk/client-${service} cannot be read (${which}, of ${names.length} operations): ` +
        'does its version have schemas, as those of the other clients do?',
    )
  }
  return names
}
