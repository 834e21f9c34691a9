import type { Service } from '../../catalogue/services.ts'
import { switchedOff } from '../../questions/switched-off.ts'
import { ToolError } from '../../tool-error.ts'
import type { Place } from '../recipe.ts'

/**
 * Of the parts of an answer those whose service this deployment has; the others are noted, with what
 * switches them on. Throws where none is left.
 */
export function partsOn<T extends { service: Service }>(
  parts: readonly T[],
  { has, note }: Pick<Place, 'has' | 'note'>,
): T[] {
  const on = parts.filter(({ service }) => has(service))
  const off = new Set(parts.map(({ service }) => service).filter((service) => !has(service)))
  const [first] = off
  if (on.length === 0 && first !== undefined) {
    throw new ToolError('operation_refused', switchedOff(first))
  }
  for (const service of off) note(`Not looked at: ${switchedOff(service)}`)
  return on
}
