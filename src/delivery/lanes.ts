import type { Connection } from '../routing/connection.js'
import type { Line } from './call.js'
import { createLane, type Lane } from './lane.js'
import { createRefusals } from './refusals.js'

/** What a sender knows of connections, beyond a single run and a reload: by their id. */
export function createLanes(line: Line): (connection: Connection) => Lane {
  const lanes = new Map<string, Lane>()
  const shared = { line, refusals: createRefusals(), crowd: { count: 0 } }
  return (connection) => {
    let lane = lanes.get(connection.id)
    if (lane === undefined) {
      lane = createLane(shared, connection)
      lanes.set(connection.id, lane)
    }
    return lane
  }
}
