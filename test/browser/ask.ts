import { signRequest } from '../../services/client/sign-request.ts'

type Question = Omit<Parameters<typeof signRequest>[0], 'url' | 'method'> & { url: string }

/** What a page does: signs the question itself, and hands on the answer as it comes. */
export async function ask(question: Question, onPiece: (piece: string) => Promise<void>) {
  const url = new URL(question.url)
  const response = await fetch(url, await signRequest({ ...question, url, method: 'POST' }))
  const decoder = new TextDecoder()
  for await (const piece of response.body ?? []) {
    await onPiece(decoder.decode(piece, { stream: true }))
  }
  return { status: response.status, type: response.headers.get('content-type') }
}
