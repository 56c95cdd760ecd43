/** Where there is no Node there is nothing to look names up with: no address is known. */
export const lookup = async (_host: string): Promise<readonly string[]> => []
