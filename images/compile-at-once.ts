import ts from 'typescript'

/**
 * Has V8 compile each CommonJS module of `code`, as esbuild bundles it, where it stands: what is in parentheses is
 * compiled at once. Without, V8 looks through all of it for errors, forgets what it found, and reads it again as
 * the module is asked for, which here is a moment later.
 */
export function compileAtOnce(code: string): string {
  if (!code.includes('.exports')) return code
  const file = ts.createSourceFile('code.mjs', code, ts.ScriptTarget.ESNext)
  const given = file.statements.flatMap(givenIn)
  // However esbuild calls what it gives modules to: only there one of two names has `exports`.
  const wrappers = new Set(given.filter((each) => isModule(each, file)).map(({ to }) => to))
  let [done, from] = ['', 0]
  for (const { made, to } of given) {
    if (!wrappers.has(to)) continue
    const [begin, end] = [made.getStart(file), made.end]
    done += `${code.slice(from, begin)}(${code.slice(begin, end)})`
    from = end
  }
  return done + code.slice(from)
}

/** A function that all of a statement is `var name = to(made)`, or one of several such. */
interface Given {
  to: string
  made: ts.ArrowFunction
}

function givenIn(statement: ts.Statement): Given[] {
  if (!ts.isVariableStatement(statement)) return []
  return statement.declarationList.declarations.flatMap(({ initializer }) => {
    if (initializer === undefined || !ts.isCallExpression(initializer)) return []
    const { expression: to, arguments: all } = initializer
    const [made] = all
    if (!ts.isIdentifier(to) || all.length !== 1 || made === undefined) return []
    return ts.isArrowFunction(made) ? [{ to: to.text, made }] : []
  })
}

function isModule({ made }: Given, file: ts.SourceFile): boolean {
  const module = made.parameters[1]?.name.getText(file)
  return module !== undefined && made.body.getText(file).includes(`${module}.exports`)
}
