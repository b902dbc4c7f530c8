import { expect, it, vi } from "vitest";
import { commandFor, COMMANDS } from "./commands";

vi.mock("$lib/platform", () => ({ ask: vi.fn(() => Promise.resolve({})), asError: vi.fn() }));

it("gives no chord to two commands", () => {
  const chords = COMMANDS.flatMap((command) => command.keys);
  expect(chords).toEqual([...new Set(chords)]);
  const ids = COMMANDS.map((command) => command.id);
  expect(ids).toEqual([...new Set(ids)]);
});

it("lets bare keys be text while the person types", () => {
  expect(commandFor("/", false)?.id).toBe("search");
  expect(commandFor("/", true)).toBeUndefined();
  expect(commandFor("?", true)).toBeUndefined();
  expect(commandFor("Mod+K", true)?.id).toBe("search");
  expect(commandFor("x", false)).toBeUndefined();
});
