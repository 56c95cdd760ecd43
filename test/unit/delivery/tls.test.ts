import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { post } from '../../../src/delivery/post.js'
import { createStop } from '../../../src/delivery/stop.js'

/** For 127.0.0.1, signed by nobody, good until 2126; of use to no one. */
const key = `
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgw0MLHD/7z4QLy9OS
tEC2W/ZA8/Pu+Le43bNeW6Lbw3ChRANCAAQdwFKjfB8wjlj/4sCI4I/QEuCc3PvG
fBU7P3uFXM3wQtCfqNIf+HrohYX9gl9Qx0QLTXaHZ1TGPGXbeC2qmhUW
-----END PRIVATE KEY-----
`
const cert = `
-----BEGIN CERTIFICATE-----
MIIBkTCCATagAwIBAgIUfPR638bM+fzx4A4k1LezSTgN9CowCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNDEzMDYxMFoYDzIxMjYxMDMx
MTMwNjEwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQdwFKjfB8wjlj/4sCI4I/QEuCc3PvGfBU7P3uFXM3wQtCfqNIf+Hro
hYX9gl9Qx0QLTXaHZ1TGPGXbeC2qmhUWo2QwYjAdBgNVHQ4EFgQUwxXSJ+j1LeWM
TehAPcYkyanF2BwwHwYDVR0jBBgwFoAUwxXSJ+j1LeWMTehAPcYkyanF2BwwDwYD
VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0kAMEYC
IQC5I57nrIAQEJEYq12T7NsELsVlcejMOcKxgmUhxX/+MQIhAMcH2gQz1jzTa4Lv
GeQ2rfbx6jFkzTr0qXwa+otwWpzy
-----END CERTIFICATE-----
`

test('a vendor whose certificate nobody vouches for gets nothing', async () => {
  let asked = 0
  const server = createServer({ key, cert }, (_, response) => {
    asked++
    response.end('{}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const wire = {
    method: 'POST',
    url: `https://127.0.0.1:${port}/`,
    headers: {},
    body: '{}',
  } as const
  const answer = await post(wire, { fetch, timeoutMs: 5000, stop: createStop() })
  expect(answer).toEqual({
    kind: 'lost',
    reason: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    sent: false,
    hung: false,
  })
  expect(asked).toBe(0)
  server.close()
})
