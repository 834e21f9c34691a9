import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import ts from 'typescript'

/** What only an SDK client's declaration files tell: texts, and the names and values of enums. */
export interface Declarations {
  /** The documentation comment of an operation, markup and all. */
  operationDoc(operation: string): string
  /** The enum that a member's type comes down to, as of `InstanceType[] | undefined`. */
  enumOf(struct: string, member: string): string | undefined
  enumValues(name: string): readonly string[]
}

/** Parsed only, never type-checked: one file after another, a second or two for EC2. */
export function readDeclarations(service: string): Declarations {
  const types = join(packageFolder(service), 'dist-types')
  const enums = new Map<string, string[]>()
  const members = new Map<string, string>()
  for (const file of readdirSync(join(types, 'models'))) {
    const parsed = parse(join(types, 'models', file))
    for (const node of parsed.statements) {
      if (ts.isVariableStatement(node)) readEnum(node, parsed, enums)
      if (ts.isInterfaceDeclaration(node)) readMembers(node, parsed, members)
    }
  }
  return {
    operationDoc: (operation) => classDoc(join(types, 'commands', `${operation}Command.d.ts`)),
    enumOf: (struct, member) => {
      const name = members.get(`${struct}.${member}`)
      return name !== undefined && enums.has(name) ? name : undefined
    },
    enumValues: (name) => enums.get(name) ?? [],
  }
}

/** The folder of `@aws-sdk/client-<service>`, as Node resolves it. */
export function packageFolder(service: string): string {
  const { resolve } = createRequire(import.meta.url)
  return dirname(resolve(`@aws-sdk/client-${service}/package.json`))
}

const parse = (path: string) =>
  ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest)

function readEnum(node: ts.VariableStatement, file: ts.SourceFile, enums: Map<string, string[]>) {
  for (const { name, type } of node.declarationList.declarations) {
    if (type === undefined || !ts.isTypeLiteralNode(type)) continue
    const values = type.members.flatMap((member) =>
      ts.isPropertySignature(member) &&
      member.type !== undefined &&
      ts.isLiteralTypeNode(member.type) &&
      ts.isStringLiteral(member.type.literal)
        ? [member.type.literal.text]
        : [],
    )
    if (values.length > 0) enums.set(name.getText(file), values)
  }
}

function readMembers(
  node: ts.InterfaceDeclaration,
  file: ts.SourceFile,
  members: Map<string, string>,
) {
  for (const member of node.members) {
    if (!ts.isPropertySignature(member) || member.type === undefined) continue
    members.set(`${node.name.text}.${member.name.getText(file)}`, leafName(member.type, file))
  }
}

/** `InstanceType` of `InstanceType[] | undefined` and of `Record<string, InstanceType>`. */
function leafName(type: ts.TypeNode, file: ts.SourceFile): string {
  if (ts.isUnionTypeNode(type)) return type.types[0] ? leafName(type.types[0], file) : ''
  if (ts.isArrayTypeNode(type)) return leafName(type.elementType, file)
  if (ts.isParenthesizedTypeNode(type)) return leafName(type.type, file)
  if (!ts.isTypeReferenceNode(type)) return ''
  const last = type.typeArguments?.at(-1)
  return last ? leafName(last, file) : type.typeName.getText(file)
}

function classDoc(path: string): string {
  const text = readFileSync(path, 'utf8')
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest)
  const command = file.statements.find(ts.isClassDeclaration)
  const [comment] = command ? (ts.getLeadingCommentRanges(text, command.pos) ?? []).slice(-1) : []
  return comment ? text.slice(comment.pos, comment.end) : ''
}
