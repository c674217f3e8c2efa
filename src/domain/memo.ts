/**
 * Remembers the answers of a pure function whose questions come from devices, and so are few as long as nobody misbehaves.
 * Bounded against those who do: when it is full it forgets everything, and a question longer than `longest` is never kept.
 */
export function memo<Answer>(limits: { entries: number; longest: number }, answer: (question: string) => Answer): (question: string) => Answer {
  const known = new Map<string, Answer>();
  return (question) => {
    const found = known.get(question);
    if (found !== undefined) return found;
    const fresh = answer(question);
    if (question.length > limits.longest) return fresh;
    if (known.size >= limits.entries) known.clear();
    known.set(question, fresh);
    return fresh;
  };
}
