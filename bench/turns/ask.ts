export interface TimedTurn {
  firstEventMs: number
  firstTextMs: number
  totalMs: number
  conversationId: string
}

/** Asks a turn's server as a client does, and notes when the answer's parts came. */
export async function ask(url: string, token: string, question: object): Promise<TimedTurn> {
  const startedAt = performance.now()
  const response = await fetch(`${url}/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-okta-token': token },
    body: JSON.stringify(question),
  })
  let told = ''
  let firstEventMs = Number.NaN
  let firstTextMs = Number.NaN
  const since = () => performance.now() - startedAt
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    told += chunk
    if (Number.isNaN(firstEventMs) && told.includes('event: start')) firstEventMs = since()
    if (Number.isNaN(firstTextMs) && told.includes('event: text')) firstTextMs = since()
  }
  if (!told.includes('event: done')) throw new Error(`The turn failed: ${told}`)
  const conversationId = /"conversation_id":"([^"]+)"/.exec(told)?.[1] ?? ''
  return { firstEventMs, firstTextMs, totalMs: since(), conversationId }
}
