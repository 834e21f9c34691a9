import type { Service } from '../catalogue/services.ts'
import { isRecord, type Json } from '../json.ts'

/**
 * IAM's policy documents as objects, as the AWS command line shows them: the one place where AWS
 * documents that it answers URL-encoded. Any other text is as it came, `%7B` or not.
 */
export function withDocuments(output: Json, service: Service): Json {
  if (service !== 'iam') return output
  if (Array.isArray(output)) return output.map((entry) => withDocuments(entry, service))
  if (!isRecord(output)) return output
  return Object.fromEntries(
    Object.entries(output).map(([name, member]) => [
      name,
      documents.has(name) && typeof member === 'string'
        ? document(member)
        : withDocuments(member, service),
    ]),
  )
}

const documents = new Set(['PolicyDocument', 'AssumeRolePolicyDocument', 'Document'])

/** The text decoded where it is no JSON, and as it came where it is not even encoded. */
function document(text: string): Json {
  try {
    const decoded = decodeURIComponent(text)
    return parsed(decoded) ?? decoded
  } catch {
    return text
  }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
