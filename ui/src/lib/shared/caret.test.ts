import { expect, it } from "vitest";
import { caretBox } from "./caret";

// jsdom has no layout: what can be seen here is what is set, and that nothing of it stays.
it("sets the text once more to see where the place is, and leaves nothing behind", () => {
  const area = document.createElement("textarea");
  area.value = "一二[[三";
  document.body.append(area);
  const set: (string | null)[] = [];
  const append = document.body.append.bind(document.body);
  document.body.append = (...nodes) => {
    append(...nodes);
    for (const node of nodes) if (node instanceof HTMLElement) set.push(node.firstChild?.textContent ?? null);
  };
  expect(caretBox(area, 4)).toEqual({ left: 0, right: 0, top: 0, bottom: 0 });
  expect(set).toEqual(["一二[["]);
  expect(document.body.children.length).toBe(1);
});
