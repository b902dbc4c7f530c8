import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { elsewhere } from "./elsewhere.svelte";

let answer: { number: number | null; behind: number };
vi.mock("./index", () => ({ ask: vi.fn(() => Promise.resolve(answer)) }));

let stop: () => void;
beforeEach(async () => {
  vi.useFakeTimers();
  answer = { number: 1, behind: 0 };
  stop = elsewhere.follow();
  await look();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

/** Lets it look once. */
const look = () => vi.advanceTimersByTimeAsync(700);

it("tells of what another program wrote, and once more for what follows", async () => {
  const before = elsewhere.count;
  answer.number = 2;
  await look();
  expect(elsewhere.count).toBe(before + 1);
  await look();
  expect(elsewhere.count).toBe(before + 2);
  await look();
  expect(elsewhere.count).toBe(before + 2);
});

it("tells of what was changed here at once, and once more when the index has it", async () => {
  const [before, own] = [elsewhere.count, elsewhere.own];
  answer.behind = 3;
  elsewhere.changed();
  expect([elsewhere.count, elsewhere.own]).toEqual([before + 1, own + 1]);
  await look();
  expect(elsewhere.count).toBe(before + 1);
  answer.behind = 0;
  await look();
  expect(elsewhere.count).toBe(before + 2);
  await look();
  expect([elsewhere.count, elsewhere.own]).toEqual([before + 2, own + 1]);
});
