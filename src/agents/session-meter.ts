/**
 * Some agents tell what their whole session took. This makes of it what came on top since the last time; a total that did not
 * grow was none, and counts as it is: rather too much than too little.
 */
export function sessionMeter(): (session: string, total: number) => number {
  const totals = new Map<string, number>();
  return (session, total) => {
    const before = totals.get(session) ?? 0;
    totals.set(session, total);
    return total > before ? total - before : total;
  };
}
