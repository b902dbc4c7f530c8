import { expect, it, vi } from "vitest";
import { settings } from "$lib/platform/settings.svelte";
import { commandFor, COMMANDS } from "./commands";

vi.mock("$lib/platform", () => ({ ask: vi.fn(() => Promise.resolve({})), asError: vi.fn() }));

it("gives no chord to two commands", () => {
  const chords = COMMANDS.flatMap((command) => [...command.keys, ...(command.also ?? [])]);
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

it("sets the size of the text, within bounds, from any keyboard", () => {
  const press = (chord: string) => {
    commandFor(chord, true)?.act();
    return settings.textScale;
  };
  settings.change({ text_scale: 0 });
  expect([press("Mod++"), press("Mod+="), press("Mod+Shift++")]).toEqual([110, 120, 130]);
  expect([press("Mod+-"), press("Mod+0"), press("Mod+-"), press("Mod+-"), press("Mod+-")]).toEqual([
    120, 100, 90, 80, 80,
  ]);
  settings.change({ text_scale: 200 });
  expect(press("Mod++")).toBe(200);
});
