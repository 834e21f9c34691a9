import type { Operation } from '../../catalogue/catalogue.ts'
import { composedActions } from '../../policy/iam-actions.ts'

/** Of one call. */
export const maxFiles = 20

const about =
  'lists the files (name, bytes), or reads those that Files names as text; a name may end in * ' +
  `(src/*); at most ${maxFiles} files of 1 MB; no link to the code is shown`

const shared = { class: 'data', kind: 'code', access: 'Read', items: 'files' } as const

/** Of a function, or of a version of a layer: found and allowed as operations of the catalogue are. */
export const codeOperations: Readonly<Record<string, Operation>> = {
  ReadFunctionCode: {
    description: `Of a function’s deployed code, ${about}`,
    ...shared,
    actions: [composedActions.code[0]],
    parameters: { FunctionName: 'string!', Qualifier: 'string', Files: 'string[]' },
  },
  ReadLayerCode: {
    description: `Of a version of a layer, ${about}`,
    ...shared,
    actions: [composedActions.code[1]],
    parameters: { LayerName: 'string!', VersionNumber: 'number!', Files: 'string[]' },
  },
}

export const isCodeRead = ({ operation }: { operation: Operation }): boolean =>
  Object.values(codeOperations).includes(operation)
