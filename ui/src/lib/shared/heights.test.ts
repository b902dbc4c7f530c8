import { expect, it } from "vitest";
import { Heights } from "./heights";

/** Any numbers, the same ones each time: a linear congruential generator (Numerical Recipes). */
function numbers(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
}

it("says where rows begin and which row is where, as adding up does", () => {
  const next = numbers(7);
  for (const count of [1, 2, 3, 7, 8, 9, 100, 1000]) {
    const plain = Array.from({ length: count }, () => 1 + next(300));
    const heights = new Heights(count, (row) => plain[row] ?? 0);
    for (let turn = 0; turn < 50; turn++) {
      const row = next(count);
      const height = 1 + next(900);
      expect(heights.set(row, height)).toBe(height - (plain[row] ?? 0));
      plain[row] = height;
      const asked = next(count + 1);
      const sum = plain.slice(0, asked).reduce((a, b) => a + b, 0);
      expect(heights.before(asked)).toBe(sum);
      if (asked < count) {
        expect(heights.at(sum)).toBe(asked);
        expect(heights.at(sum + (plain[asked] ?? 0) - 0.5)).toBe(asked);
      }
    }
    expect(heights.total).toBe(plain.reduce((a, b) => a + b, 0));
  }
});

it("stays within the rows there are", () => {
  const heights = new Heights(3, () => 10);
  expect([heights.at(-5), heights.at(0), heights.at(29), heights.at(1e9)]).toEqual([0, 0, 2, 2]);
  expect([heights.before(-1), heights.before(9), heights.set(9, 5), heights.of(9)]).toEqual([0, 30, 0, 0]);
  expect(heights.set(1, Number.NaN)).toBe(-10);
  const none = new Heights(0, () => 10);
  expect([none.at(0), none.total]).toEqual([-1, 0]);
});
