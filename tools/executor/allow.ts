import type { Operation } from '../catalogue/catalogue.ts'
import type { ToolContext } from '../tool.ts'
import { ToolError } from '../tool-error.ts'
import { describeOperations } from './describe-operations.ts'
import type { FoundOperation } from './find-operation.ts'

/** Refuses all but metadata, and data of a kind that is open. Nothing is loaded or sent before. */
export async function allow(
  found: FoundOperation,
  { dataAccess, services }: Pick<ToolContext, 'dataAccess' | 'services'>,
): Promise<void> {
  if (services?.includes(found.service) === false) throw off(found)
  if (!isAllowed(found.operation, dataAccess)) throw await refused(found)
}

/** The one rule, which the handler and the execution role's policies both follow. */
export function isAllowed(operation: Operation, dataAccess: ReadonlySet<string>): boolean {
  if (operation.class === 'data') return dataAccess.has(operation.kind ?? '')
  return operation.class === 'metadata'
}

const off = ({ fullName, service }: FoundOperation) =>
  new ToolError('operation_refused', `${fullName} is refused: ${service} is not switched on here`, {
    hint: `Whoever runs this can open it with SERVICES=${service}.`,
  })

async function refused({ service, name, fullName, operation }: FoundOperation) {
  const { exceptionReason } = await import('../policy/exceptions.ts')
  const reason = exceptionReason(service, name)
  if (operation.class === 'data') {
    return new ToolError(
      'data_access_off',
      `${fullName} ${reason ?? 'returns data'}: that is switched off here`,
      {
        hint: `Whoever runs this can open it with DATA_ACCESS=${operation.kind}.`,
      },
    )
  }
  const why = reason ?? reasons[operation.class]
  return new ToolError('operation_refused', `${fullName} is refused: ${why}`, {
    hint: 'Nothing here can change AWS or reveal a secret. Look at its state instead.',
    suggestions: await describeOperations(name.replace(/^[A-Z][a-z]+/, 'Describe'), [service], 3),
  })
}

const reasons = {
  metadata: '',
  unreviewed: 'it is new here, and nobody has looked yet at what it does and reveals',
  write: 'it is not a read operation',
  secret: 'it reveals a secret',
  starts_work: 'it starts work',
  unmapped: 'it is not known to only read',
}
