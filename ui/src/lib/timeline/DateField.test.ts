import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, expect, it, vi } from "vitest";
import { locale } from "$lib/i18n/locale.svelte";
import DateField from "./DateField.svelte";

const onset = vi.fn();
const field = () => screen.getByRole<HTMLInputElement>("textbox");
const wrong = () => document.querySelector("[role=alert]")?.textContent;

beforeEach(() => {
  locale.lang = "en";
  onset.mockClear();
});

async function enter(text: string) {
  await fireEvent.input(field(), { target: { value: text } });
  await fireEvent.keyDown(field(), { key: "Enter" });
}

it("says what it cannot read, and no more once another date is shown", async () => {
  const { rerender } = render(DateField, { label: "From", value: "2025-01-01", onset });
  await enter("昨天");
  expect(wrong()).toBeTruthy();
  expect(onset).not.toHaveBeenCalled();
  await rerender({ label: "From", value: "2024-01-01", onset });
  expect([wrong(), field().value]).toEqual([undefined, "2024-01-01"]);
});

it.each(["blur and press", "press alone"])("says no more when the person goes on: %s", async (how) => {
  render(DateField, { label: "From", value: "2025-01-01", onset });
  const button = document.body.appendChild(document.createElement("button"));
  if (how === "press alone") await enter("昨天");
  else {
    await fireEvent.input(field(), { target: { value: "昨天" } });
    await fireEvent.pointerDown(button);
    await fireEvent.blur(field());
  }
  expect(wrong()).toBeTruthy();
  await fireEvent.click(button);
  expect([wrong(), field().value]).toEqual([undefined, "2025-01-01"]);
  button.remove();
});

it("takes what it can read", async () => {
  render(DateField, { label: "From", value: "2025-01-01", onset });
  await enter("2025年3月");
  expect(onset).toHaveBeenCalledTimes(1);
  expect(wrong()).toBeUndefined();
});
