/** What callers may spend, in points of cost, in any minute. */
export interface RateLimit extends AsyncDisposable {
  /**
   * Takes the points from what the caller has left. 0: he had them; otherwise nothing was taken, and he has them after so
   * many seconds. Never rejects and never waits long: while Redis does not answer, this process counts alone.
   */
  spend(callerId: string, points: number): Promise<number>;
}
