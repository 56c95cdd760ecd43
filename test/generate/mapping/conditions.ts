import { type Around, choose, type Drawing, type Json, oneOf, pathAt, several } from './drawing.js'
import { drawNames } from './steps.js'
import { scalars } from './values.js'

/** Conditions of every kind on what can be read here. */
export function drawConditions(around: Around, drawing: Drawing, most = 2): Json {
  const { random } = drawing
  return Object.fromEntries(
    several(random, 1, most, () => [pathAt(around, drawing), drawTest(drawing)]),
  )
}

function drawTest(drawing: Drawing): unknown {
  const { random } = drawing
  const scalar = () => choose(random, scalars)
  return oneOf<unknown>(random, [
    scalar,
    () => several(random, 1, 3, scalar),
    () => ({ in: drawNames(drawing) }),
    () => ({ exists: random() < 0.7 }),
    () => ({ exists: random() < 0.7 }),
    () => ({ not: scalar() }),
    () => ({ not: several(random, 1, 3, scalar) }),
    () => ({ not: { in: drawNames(drawing) } }),
  ])
}
