import { expect, test } from 'vitest'
import { crosswalk } from './run.js'

test.each(['map', 'send', 'explain', 'new', 'check', 'diff', 'compile', 'accept'])(
  '%s --help shows what it takes',
  async (command) => {
    const { code, out } = await crosswalk([command, '--help'])
    expect(code).toBe(0)
    expect(out).toMatch(new RegExp(`^crosswalk ${command} \\S`))
  },
)

test('a command that is not there, and none at all', async () => {
  const wrong = await crosswalk(['exlain'])
  expect(wrong).toMatchObject({ code: 2, said: expect.stringMatching(/did you mean "explain"/) })
  expect(await crosswalk([])).toMatchObject({ code: 2, out: expect.stringMatching(/explain/) })
})

test.each(['map', 'send', 'explain', 'accept'])(
  '%s refuses a second file, in place of passing over it',
  async (command) => {
    const { code, said } = await crosswalk([command, 'a.ndjson', 'b.ndjson'])
    expect(said).toMatch(
      `${command} reads one file, not 2; join them: cat a.ndjson b.ndjson | crosswalk ${command}`,
    )
    expect(code).toBe(2)
  },
)
