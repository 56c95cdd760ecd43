// An ingestion server in one file: takes a tracking-API body, maps each event
// for two vendors, delivers, and answers what became of it.
//
//   node examples/embed.js
//
import { createServer } from 'node:http'
import { createBatcher, createRouter, createSender, unbatch } from 'crosswalk'
import amplitude from 'crosswalk/destinations/amplitude'
import customerio from 'crosswalk/destinations/customerio'

const router = createRouter({
  destinations: [amplitude, customerio],
  connections: [
    {
      id: 'amp',
      destination: 'amplitude',
      settings: { apiKey: process.env.AMPLITUDE_API_KEY ?? 'placeholder' },
    },
    {
      id: 'cio',
      destination: 'customerio',
      settings: {
        siteId: process.env.CIO_SITE_ID ?? 'placeholder',
        apiKey: process.env.CIO_API_KEY ?? 'placeholder',
      },
    },
  ],
})

// One for the life of the server. VENDOR_ORIGIN sends all to a proxy or a stand-in.
const origin = process.env.VENDOR_ORIGIN
const sender = createSender(origin ? { origins: { amp: origin, cio: origin } } : {})

async function ingest(body, ip) {
  const batcher = createBatcher(router)
  const requests = []
  const answers = []
  for (const [index, event] of unbatch(body, { receivedAt: Date.now(), ip }).entries()) {
    for (const result of router.map(event, { ref: { index } })) {
      if (result.outcome === 'mapped') requests.push(...batcher.add(result))
      else answers.push(result)
    }
  }
  requests.push(...batcher.flush())
  for await (const result of sender.deliver(requests)) answers.push(result)
  return answers
}

const server = createServer(async (request, response) => {
  let text = ''
  for await (const chunk of request) text += chunk
  try {
    const answers = await ingest(JSON.parse(text), request.socket.remoteAddress)
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answers))
  } catch {
    response.writeHead(400).end('send a JSON body\n')
  }
})

server.listen(Number(process.env.PORT ?? 8080), '127.0.0.1', () => {
  console.log(`POST a tracking-API body to http://127.0.0.1:${server.address().port}/v1/batch`)
})
