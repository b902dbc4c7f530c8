import { expect, it, vi } from "vitest";
import { byCharacter } from "./measure";

it.each([
  ["微軟向OpenAI投資10億美元", 16 + 4 * 0.25],
  ["用A股", 3 + 2 * 0.25],
  ["輝達", 2],
  ["Claude 4", 8],
  ["", 0],
  ["😀輝", 2],
])("%s is %d wide", (text, width) => expect(byCharacter(() => 1, 0.25)(text)).toBe(width));

it("asks for each character once", () => {
  const advance = vi.fn(() => 1);
  const measure = byCharacter(advance, 0);
  measure("輝達輝達");
  measure("輝");
  expect(advance).toHaveBeenCalledTimes(2);
});
