import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Reply } from './faults.js'
import type { Answer, VendorRequest } from './vendor.js'

const maxBytes = 64_000_000

/** The whole request; of a body beyond the bound only the size. */
export async function read(message: IncomingMessage): Promise<VendorRequest> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of message) {
    bytes += chunk.length
    if (bytes <= maxBytes) chunks.push(chunk)
  }
  const { pathname, searchParams } = new URL(`http://stand-in${message.url}`)
  return {
    method: message.method ?? 'GET',
    path: pathname,
    query: searchParams,
    headers: Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [name, String(value)]),
    ),
    text: Buffer.concat(chunks).toString(),
    bytes,
    receivedAt: Date.now(),
  }
}

/** Gives the reply, as whole as it is meant to be. */
export function finish(response: ServerResponse, { answer, ending }: Reply, slowMs: number): void {
  if (ending === 'hang') return
  if (ending === 'cut') {
    response.destroy()
    return
  }
  if (ending === 'whole') {
    send(response, answer)
    return
  }
  const body = head(response, answer)
  const half = Math.ceil(body.length / 2)
  response.write(body.subarray(0, half), () => {
    if (ending === 'torn') response.destroy()
    else setTimeout(() => response.end(body.subarray(half)), slowMs).unref()
  })
}

export function send(response: ServerResponse, answer: Answer): void {
  response.end(head(response, answer))
}

/** Writes status and headers; gives the body to write. */
function head(response: ServerResponse, { status, headers, body = '' }: Answer): Buffer {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const bytes = Buffer.from(text)
  const type = typeof body === 'string' ? 'text/plain' : 'application/json'
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': bytes.length, ...headers })
  return bytes
}
