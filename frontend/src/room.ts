/** Keeps labels from lying on each other: the first that asks has the place. */
export class Room {
  private taken: [number, number, number, number][] = [];

  take(x: number, y: number, wide: number, high: number): boolean {
    if (this.taken.some(([a, b, c, d]) => x < c && x + wide > a && y < d && y + high > b)) return false;
    this.taken.push([x, y, x + wide, y + high]);
    return true;
  }

  /** For what stands where it stands, whatever else is there. */
  hold(x: number, y: number, wide: number, high: number): void {
    this.taken.push([x, y, x + wide, y + high]);
  }
}
