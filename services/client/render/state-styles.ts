import type { Style } from './look.ts'

/** How a table's cell is drawn that is a state: what is bad in red, what is unsure in yellow. */
export function stateStyles(cell: string): readonly Style[] {
  const state = cell.replace(/\*\*|`/g, '').trim()
  if (bad.test(state)) return ['red']
  return unsure.test(state) ? ['yellow'] : []
}

const bad =
  /^(?:alarm|unhealthy|fail(?:ed|ing|ure)?|error|critical|high|impaired|expired|revoked|down|\w+[_-]fail(?:ed|ure)|\w*rollback(?:_\w+)?|\w*incompatible[\w-]*|\+\S+ \(\+\d{3,} ?%\))$/i

const unsure =
  /^(?:insufficient_data|insufficient-data|pending|stopp(?:ed|ing)|shutting-down|draining|inactive|medium|warn(?:ing)?|degraded|modifying|rebooting|backing-up|\w+_in_progress|in_progress|initial|unused|pending_\w+|storage-full)$/i
